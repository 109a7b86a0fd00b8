// @vitest-environment node
import { afterEach, expect, test } from 'vitest'
import { shortClassNames } from './short-class-names.ts'

type Rule = [string, { ltr: string; rtl: null }, number]

const storeName = '__stylex_unplugin_store'
afterEach(() => Reflect.deleteProperty(globalThis, storeName))

/** What the compiler leaves behind for a module, and what the plugin makes of it. */
function shorten(rules: Rule[], code: string): { code: string; rules: Rule[] } {
  Reflect.set(globalThis, storeName, { rulesById: new Map([['module.tsx', rules]]) })
  const { transform } = shortClassNames()
  if (typeof transform !== 'function') throw new Error('The plugin transforms nothing')
  const made: unknown = transform.call({} as never, code, 'module.tsx')
  const hasCode = typeof made === 'object' && made !== null && 'code' in made
  return { code: hasCode ? String(made.code) : code, rules }
}

const rule = (name: string, ltr = `.${name}{color:red}`): Rule => [name, { ltr, rtl: null }, 3000]

test('a class has the same short name in the code and in the style sheet', () => {
  const { code, rules } = shorten([rule('x1e2nbdu')], 'const a={kMwMTN:"x1e2nbdu x78zum5"}')
  const [short = ''] = rules[0] ?? []
  expect(short).toMatch(/^[A-Za-z][\w-]{3}$/)
  expect(code).toBe(`const a={kMwMTN:"${short} x78zum5"}`)
  expect(rules[0]?.[1].ltr).toBe(`.${short}{color:red}`)
})

test('the name follows from the old one alone, so an unchanged module builds to the same file', () => {
  const alone = shorten([rule('x1e2nbdu')], '"x1e2nbdu"').code
  const among = shorten([rule('xabcdefg'), rule('x1e2nbdu')], '"x1e2nbdu"').code
  expect(among).toBe(alone)
})

test('variables, animations and words of the code keep their names', () => {
  const rules = [
    rule('x9abcdef', ':root{--x9abcdef:1px}'),
    rule('x8abcdef', '@keyframes x8abcdef{}'),
  ]
  const code = 'var(--x9abcdef) x8abcdef xylophone'
  expect(shorten(rules, code)).toEqual({ code, rules })
})
