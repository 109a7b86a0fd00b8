import type { Plugin } from 'vite'

/**
 * Stops a build whose colours would not follow the theme switch: a compiler with older targets
 * replaces `light-dark()` by variables that only follow the schemes it saw.
 */
export function cssPromise(): Plugin {
  return {
    name: 'worksmart:css-promise',
    apply: 'build',
    enforce: 'post',
    writeBundle(_, bundle) {
      const sheets = Object.values(bundle).filter(({ fileName }) => fileName.endsWith('.css'))
      const css = sheets.map((sheet) => ('source' in sheet ? String(sheet.source) : '')).join('')
      if (!css.includes('light-dark(')) this.error('The built CSS has lost light-dark().')
      if (css.includes('--lightningcss-')) this.error('The built CSS was lowered by lightningcss.')
    },
  }
}
