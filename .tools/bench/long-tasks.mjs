// The tasks of a page's main thread that took more than 50 ms, by Chromium's own trace: by the clock, and of the thread's own
// time. Where the two differ the thread waited: for one of two processors, or for the process that draws.

const long = 50

/** The page's main thread among those of a trace: the one that was busiest. */
function mainThread(events) {
  const busy = new Map()
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid}/${tid}`)
  for (const { ph, pid, tid, tdur = 0 } of events) {
    const thread = `${pid}/${tid}`
    if (ph === 'X' && mains.includes(thread)) busy.set(thread, (busy.get(thread) ?? 0) + tdur)
  }
  return [...busy].toSorted(([, a], [, b]) => b - a)[0]?.[0]
}

/** Watches a page from now on; what comes back ends that, and gives each long task's milliseconds: `wall` and `own`. */
export async function watchLongTasks(context, page) {
  const session = await context.newCDPSession(page)
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value.filter(({ name }) => name === 'thread_name' || name === 'ThreadControllerImpl::RunTask')))
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel'] } })
  return async () => {
    const complete = new Promise((resolve) => void session.once('Tracing.tracingComplete', resolve))
    await session.send('Tracing.end')
    await complete
    await session.detach()
    const main = mainThread(events)
    if (main === undefined) throw new Error('the trace has no main thread')
    const tasks = events.filter(({ ph, pid, tid, dur }) => ph === 'X' && `${pid}/${tid}` === main && dur > long * 1000)
    return tasks.map(({ dur, tdur = 0 }) => ({ wall: dur / 1000, own: tdur / 1000 }))
  }
}
