export const zh = {
  update: '新版本已经备好。换用之前，这一页继续用现在的版本。',
  take: '换用新版本',
  later: '以后再说',
  lost: '这一部分没能取到：网络不通，或者站点已经换了新版本。',
  reload: '重新载入页面',
  preparing: '正在把页面和数据引擎存入浏览器，以便断网时使用…',
  ready: '页面和数据引擎已存入浏览器（{size}），没有网络也能打开。',
}
export const en: typeof zh = {
  update: 'A new version is ready. Until you change to it, this page goes on with the present one.',
  take: 'Change to it',
  later: 'Later',
  lost: 'This part could not be fetched: there is no network, or the site has a new version.',
  reload: 'Reload the page',
  preparing: 'The page and its data engine are being kept in the browser for use without a network…',
  ready: 'The page and its data engine are kept in the browser ({size}): it opens without a network.',
}
