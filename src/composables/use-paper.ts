import { onBeforeUnmount, watchEffect } from 'vue'

/** A text as a CSS string. */
function cssString(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/[\r\n\f]+/g, ' ').replaceAll('<', '\\3c ')}"`
}

/** The sheet that this page prints on: A4 with a running head and page numbers in its margins, while the page is open. */
export function usePaper(margins: () => { readonly head: string; readonly headEnd: string; readonly foot: string }): void {
  // A sheet made by script: the content policy allows no <style>.
  const sheet = new CSSStyleSheet()
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  watchEffect(() => {
    const { head, headEnd, foot } = margins()
    const text = 'font: 8pt sans-serif; color: #626e7d;'
    sheet.replaceSync(`@page { size: A4; margin: 19mm 15mm 17mm;
  @top-left { content: ${cssString(head)}; ${text} }
  @top-right { content: ${cssString(headEnd)}; ${text} }
  @bottom-left { content: ${cssString(foot)}; ${text} }
  @bottom-right { content: counter(page) " / " counter(pages); ${text} }
}`)
  })
  onBeforeUnmount(() => (document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)))
}
