import { computed } from 'vue'
import { useChoice } from './use-choice.ts'

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

/** The tokens of the current theme, in the shape of ChartLook of src/charts. */
export function useChartLook() {
  const { theme, language } = useChoice()
  return computed(() => {
    // The attribute is set here as well as by the shell, so that the tokens read are those of the new theme.
    document.documentElement.dataset['theme'] = theme.value
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
      // Minified CSS has double quotes, which would end the style attribute of an exported SVG.
      font: token('--font').replaceAll('"', "'"),
      language: language.value,
    }
  })
}
