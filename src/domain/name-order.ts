/** The order of names in lists and tables: Chinese by pinyin, whatever the page's language, and figures in names as figures. */
export const nameOrder = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true })
