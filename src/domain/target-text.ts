const failed = /未完成|没有完成|未能|未达|没有达到|未实现|未开展|未实施|不达标|不合格|无效|没有效果|滞后|延期|逾期|超期|部分|正在|推进中|进行中|尚未|还未/
const hedged = /基本|大致|大体|较为|接近|^约|约\d/
const achieved = /^(?:已|均|均已|全部|全面|按时|按期|按计划|及时|如期|圆满|顺利|都|目标)*(?:完成|达到|达成|达标|实现|合格|完成目标|达到目标|达到预期|达到预期目标|达到预期效果|达到要求|完成任务|到位|落实)(?:了|目标|预期|任务|要求)?$/

const dateOf = (text: string): { readonly month: number; readonly day: number | null; readonly end: boolean } | null => {
  const match = /(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})[日号])?(底|末)?/.exec(text)
  if (!match || match[2] === undefined) return null
  return { month: Number(match[1]) * 12 + Number(match[2]), day: match[3] === undefined ? null : Number(match[3]), end: match[4] !== undefined }
}

/** Whether a day was kept: null where one of the two is no date, or both fall in one month and the day is missing. */
function judgeDate(target: string, actual: string): boolean | null {
  const [by, on] = [dateOf(target), dateOf(actual)]
  if (!by || !on) return null
  if (on.month !== by.month) return on.month < by.month
  if (by.day !== null && on.day !== null) return on.day <= by.day
  return by.end || target === actual ? true : null
}

/** Judges words: true where they say it is achieved, false only where they say it is not or only partly, else null. */
export function judgeText(target: string, actual: string): boolean | null {
  const [wanted, reached] = [target, actual].map((text) => text.replace(/[。，；、,.;!！"“”]/g, '')) as [string, string]
  if (wanted === reached) return true
  if (failed.test(reached) && !failed.test(wanted)) return false
  const share = /^(?:已)?(?:完成|达到|实现)(?:了)?(\d+(?:\.\d+)?)%$/.exec(reached)
  if (share && !/\d/.test(wanted)) return Number(share[1]) >= 100
  const kept = judgeDate(wanted, reached)
  if (kept !== null) return kept
  if (hedged.test(reached) && !hedged.test(wanted)) return null
  if (achieved.test(reached)) return true
  const at = reached.indexOf(wanted)
  if (at < 0 || wanted.length < 2) return null
  return !/[不未没无非]$/.test(reached.slice(0, at))
}
