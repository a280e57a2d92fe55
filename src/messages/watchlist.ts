export const zh = {
  title: '关注名单',
  pin: '关注 {name}', pin_hint: '加入关注名单', unpin_hint: '移出关注名单', pin_short: '关注', pinned: '已关注',
  sentence: '{year} 年有 {n} 个项目达到门槛，调减合计 {cut}；另钉住 {pinned} 个项目。名单共 {all} 个。',
  empty: '名单是空的：没有项目达到门槛，也没有钉住的项目。',
  kept: '门槛和钉住的项目保存在这个浏览器里；地址里就是整份名单，可以分享。', not_kept: '这个浏览器不允许保存，名单只在地址里。',
  foreign: '地址里的名单与你保存的不同。', save: '保存为我的名单', mine: '打开我的名单',
  changes: '上次查看之后', first: '第一次查看这份数据：下次数据更新后，这里列出进入和离开名单的项目。', same: '数据没有更新（{at} 查看过）。', changed: '数据在 {at} 之后更新了：{entered} 个进入名单，{left} 个离开。', no_change: '数据在 {at} 之后更新了，名单没有变化。', entered: '进入名单', left: '离开名单', seen: '知道了', other_thresholds: '门槛与上次不同，进出也可能因为门槛。', too_long: '名单超过 {n} 个项目，不比较两次查看。',
  table: '名单', table_note: '{year} 年 · {unit} · 点击进入项目', table_definition: '名单 = 所选年度的最后一年里调减率和调减额都达到门槛的项目，加上钉住的项目（取其到这一年为止最近的一份自评表）。',
  why: '缘由', why_threshold: '达到门槛', why_pin: '钉住', why_both: '钉住 · 达到门槛', gone: '钉住的项目中有 {n} 个不在这份数据里。', drop_gone: '移出名单',
}
export const en: typeof zh = {
  title: 'Watchlist',
  pin: 'Watch {name}', pin_hint: 'Put on the watchlist', unpin_hint: 'Take off the watchlist', pin_short: 'Watch', pinned: 'Watched',
  sentence: 'In {year}, {n} projects are past the thresholds, cut by {cut} together; {pinned} more are pinned. The list has {all} in all.',
  empty: 'The list is empty: no project is past the thresholds, and none is pinned.',
  kept: 'Thresholds and pinned projects are kept in this browser; the address is the whole list and can be shared.', not_kept: 'This browser keeps nothing, so the list is in the address only.',
  foreign: 'The list in the address differs from the one you keep.', save: 'Keep it as mine', mine: 'Open mine',
  changes: 'Since the last visit', first: 'This is the first visit to this data: when it changes, what entered and left the list stands here.', same: 'The data has not changed (seen {at}).', changed: 'The data has changed since {at}: {entered} entered the list, {left} left it.', no_change: 'The data has changed since {at}; the list has not.', entered: 'Entered', left: 'Left', seen: 'Got it', other_thresholds: 'The thresholds differ from those of the last visit, which may be why projects entered or left.', too_long: 'The list is longer than {n} projects, so visits are not compared.',
  table: 'The list', table_note: '{year} · {unit} · click to open', table_definition: 'The list is the projects past the thresholds of rate and amount in the last of the selected years, and the pinned projects (by their latest form up to that year).',
  why: 'Why', why_threshold: 'past thresholds', why_pin: 'pinned', why_both: 'pinned · past thresholds', gone: '{n} of the pinned projects are not in this data.', drop_gone: 'Take them off',
}
