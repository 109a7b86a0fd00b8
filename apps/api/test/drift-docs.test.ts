// What the documentation says about the settings is what the code reads.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { variables } from '../src/env.ts'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

const expected = Object.entries(variables).map(([name, { default: value, doc }]) => ({
  name,
  value,
  doc,
}))

test('the configuration table of the README lists every variable with its default', () => {
  const rows = [
    ...read('README.md').matchAll(/^\| `([A-Z0-9_]+)` \| (?:`([^`]*)`)? ?\| (.+) \|$/gm),
  ]
  expect(rows.map(([, name, value, doc]) => ({ name, value: value ?? '', doc }))).toEqual(expected)
})

test('.env.example lists every variable with its default', () => {
  // What follows is for the compose files, and a test beside them compares it.
  const [own = ''] = read('.env.example').split('# --- Only for the compose files')
  const rows = [...own.matchAll(/^# (.+)\n# ([A-Z0-9_]+)=(.*)$/gm)]
  expect(rows.map(([, doc, name, value]) => ({ name, value, doc }))).toEqual(expected)
})

test('the default in words is the default in code', () => {
  for (const [name, { schema, default: words }] of Object.entries(variables)) {
    const value = schema.parse(undefined)
    if (value !== undefined) expect([name, String(value)]).toEqual([name, words])
  }
})
