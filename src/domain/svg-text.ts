const asAttribute = /^(font-(?:size|family|style|weight))\s*:\s*([^"]+)$/

/**
 * SVG as zrender writes it, with fonts as attributes of their own: the page's content policy allows neither `style` nor
 * `<style>` in markup. What is left out is how marks look under a pointer. Texts are untouched: their quotes are escaped.
 */
export function withoutStyles(svg: string): string {
  return svg.replace(/<style\b[^]*?<\/style>\n?/g, '').replace(/ style="([^"]*)"/g, (_, style: string) => {
    const found = style.split(';').map((part) => asAttribute.exec(part.trim()))
    return found.map((pair) => (pair ? ` ${pair[1]}="${pair[2]}"` : '')).join('')
  })
}
