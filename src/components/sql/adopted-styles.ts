import { StyleModule } from 'style-mod'

const sheets = new Map<StyleModule, CSSStyleSheet>()
let order: readonly StyleModule[] = []

function sheetOf(module: StyleModule): CSSStyleSheet {
  const known = sheets.get(module)
  if (known) return known
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(module.getRules())
  sheets.set(module, sheet)
  return sheet
}

/**
 * CodeMirror writes its styles into `<style>` elements, which the content policy forbids to everyone. Sheets that a script
 * makes are under the rule for scripts, so its styles go into those, in the order it asks for.
 */
StyleModule.mount = (root, modules) => {
  const asked = [modules].flat()
  order = [...order.filter((module) => !asked.includes(module)), ...asked]
  const own = new Set(sheets.values())
  root.adoptedStyleSheets = [...order.map(sheetOf), ...root.adoptedStyleSheets.filter((sheet) => !own.has(sheet))]
}
