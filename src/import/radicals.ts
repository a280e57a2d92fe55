/** Radicals without a decomposition in Unicode, with the characters that fonts draw alike. */
const supplement: Readonly<Record<string, string>> = {
  '\u2E81': '厂', '\u2E8C': '小', '\u2E97': '心', '\u2E9F': '母', '\u2EA0': '民', '\u2EAA': '疋', '\u2EB3': '网', '\u2EB8': '羊', '\u2EBB': '聿', '\u2EC4': '西', '\u2EC5': '见', '\u2EC6': '角', '\u2EC8': '讠', '\u2EC9': '贝', '\u2ECB': '车', '\u2ECD': '辶', '\u2ED1': '長', '\u2ED3': '长', '\u2ED4': '门', '\u2ED8': '青', '\u2ED9': '韦', '\u2EDA': '页', '\u2EDB': '风', '\u2EDC': '飞', '\u2EDD': '食', '\u2EDF': '飠', '\u2EE0': '饣', '\u2EE2': '马', '\u2EE3': '骨', '\u2EE4': '鬼', '\u2EE5': '鱼', '\u2EE6': '鸟', '\u2EE7': '卤', '\u2EE8': '麦', '\u2EE9': '黄', '\u2EEB': '齐', '\u2EEC': '齐', '\u2EED': '齿', '\u2EEE': '齿', '\u2EEF': '龙', '\u2EF0': '龙', '\u2EF3': '龟',
  // Its decomposition is 戶, which simplified fonts do not draw with this glyph.
  '\u2F3E': '户',
}

/** Pdf makers write radicals (⽬, ⻋) where a font draws them and the character (目, 车) with one glyph: back to the character. */
export function withoutRadicals(text: string): string {
  return text.replace(/[\u2E80-\u2FDF]/g, (radical) => supplement[radical] ?? radical.normalize('NFKC'))
}
