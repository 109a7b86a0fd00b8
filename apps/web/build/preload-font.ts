import type { Plugin } from 'vite'

/** Names the font in index.html, so that it loads beside the styles that ask for it. */
export function preloadFont(): Plugin {
  return {
    name: 'worksmart:preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const font = Object.keys(bundle).find((name) => name.endsWith('.woff2'))
        if (!font) throw new Error('The bundle has no font to preload')
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '' }
        return [{ tag: 'link', attrs: { ...attrs, href: `/${font}` }, injectTo: 'head' }]
      },
    },
  }
}
