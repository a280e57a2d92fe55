import { computed } from 'vue'
import { useChoice } from './use-choice.ts'

function tokensOf(element: Element) {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    ink: token('--ink'),
    ink2: token('--ink2'),
    ink3: token('--ink3'),
    paper: token('--paper'),
    bg: token('--bg'),
    line: token('--line'),
    line2: token('--line2'),
    initial: token('--initial'),
    initialLine: token('--initial-line'),
    full: token('--full'),
    exec: token('--exec'),
    accent: token('--accent'),
    warn: token('--warn'),
    ok: token('--ok'),
    // zrender writes it into attributes of SVG as it is.
    font: token('--font').replaceAll('"', "'"),
  }
}

/** The tokens of the current theme, in the shape of ChartLook of src/charts. */
export function useChartLook() {
  const { theme, language } = useChoice()
  return computed(() => {
    // The attribute is set here as well as by the shell, so that the tokens read are those of the new theme.
    document.documentElement.dataset['theme'] = theme.value
    return { ...tokensOf(document.documentElement), language: language.value }
  })
}

/** The tokens of paper, which is light whatever the theme. */
export function usePaperLook() {
  const { language } = useChoice()
  const sheet = document.createElement('div')
  sheet.dataset['theme'] = 'light'
  document.body.append(sheet)
  const tokens = tokensOf(sheet)
  sheet.remove()
  return computed(() => ({ ...tokens, language: language.value }))
}
