import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

type Rule = [name: string, css: { ltr: string; rtl?: string | null }, priority: number]
type Store = { rulesById: Map<string, Rule[]> }

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const signs = `${letters}0123456789_-`
const nameLength = 4

/**
 * Gives every compiled class a shorter name: a hash cannot be compressed, and there are a thousand
 * of them in the code and again in the style sheet. The new name follows from the old one alone, so
 * that it changes nothing about which file of an earlier build is still the same. Stands directly
 * after the compiler, whose rules it rewrites together with the code of the module.
 */
export function shortClassNames(): Plugin {
  const owners = new Map<string, string>()

  function shortOf(name: string): string {
    const bytes = createHash('sha256').update(name).digest()
    let short = letters[(bytes[0] ?? 0) % letters.length] ?? ''
    for (let at = 1; at < nameLength; at++) short += signs[(bytes[at] ?? 0) % signs.length]
    const owner = owners.get(short) ?? name
    owners.set(short, name)
    if (owner !== name) throw new Error(`${owner} and ${name} would both be called ${short}`)
    return short
  }

  return {
    name: 'worksmart:short-class-names',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      const rules = rulesOf(id)?.filter(
        ([name, { ltr }]) => isClass(name) && ltr.includes(`.${name}`),
      )
      if (!rules?.length) return null
      const names = new Map(rules.map(([name]) => [name, shortOf(name)]))
      const rename = (text: string) =>
        text.replace(/\bx[0-9a-z]{5,8}\b/g, (word) => names.get(word) ?? word)
      for (const rule of rules) {
        const [name, css] = rule
        rule[0] = names.get(name) ?? name
        css.ltr = rename(css.ltr)
        if (css.rtl) css.rtl = rename(css.rtl)
      }
      return { code: rename(code), map: null }
    },
  }
}

// Variables and animations have names of the same shape that other modules know as well.
function isClass(name: string): boolean {
  return /^x[0-9a-z]{5,8}$/.test(name)
}

function rulesOf(id: string): Rule[] | undefined {
  const store: Store | undefined = Reflect.get(globalThis, '__stylex_unplugin_store')
  return store?.rulesById.get(id)
}
