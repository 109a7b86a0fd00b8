import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite'

/**
 * Names the chunks of the first screen and the font in index.html, so that they load beside the
 * entry instead of after it. `screen` is the path that the router imports.
 */
export function preloadFirstScreen(screen: string): Plugin {
  return {
    name: 'worksmart:preload-first-screen',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const outputs = Object.values(bundle)
        const chunks = outputs.filter((output) => output.type === 'chunk')
        const first = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(screen))
        const entry = chunks.find(({ isEntry }) => isEntry)
        const font = outputs.find(({ fileName }) => fileName.endsWith('.woff2'))
        if (!entry || !font) throw new Error('The bundle has no entry or no font to preload')
        const known = first ? closure(first.fileName, bundle) : new Set<string>()
        const already = closure(entry.fileName, bundle)
        const modules = [...known].filter((name) => !already.has(name))
        return [fontTag(font.fileName), ...modules.map(moduleTag)]
      },
    },
  }
}

/** The chunk and everything it imports statically. */
function closure(fileName: string, bundle: Rolldown.OutputBundle): Set<string> {
  const found = new Set<string>()
  const waiting = [fileName]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const output = bundle[name]
    if (found.has(name) || output?.type !== 'chunk') continue
    found.add(name)
    waiting.push(...output.imports)
  }
  return found
}

function fontTag(fileName: string): HtmlTagDescriptor {
  const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '' }
  return { tag: 'link', attrs: { ...attrs, href: `/${fileName}` }, injectTo: 'head' }
}

function moduleTag(fileName: string): HtmlTagDescriptor {
  const attrs = { rel: 'modulepreload', crossorigin: '', href: `/${fileName}` }
  return { tag: 'link', attrs, injectTo: 'head' }
}
