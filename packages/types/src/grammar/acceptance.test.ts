import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type ParsedCheckin, parseCheckin } from './parse-checkin.ts'

type SharedCase = {
  line: string
  ctx: {
    today: string
    nowMin: number
    projectKeys: string[]
    suppressed?: [number, number][]
  }
  expected: Omit<ParsedCheckin, 'tokens' | 'diagnostics'> & {
    diagnostics: { code: string; start: number; end: number }[]
  }
}

const file = new URL('../../fixtures/grammar-cases.json', import.meta.url)
const cases: SharedCase[] = JSON.parse(readFileSync(file, 'utf8'))

test('all 350 shared cases are here', () => {
  expect(cases).toHaveLength(350)
})

for (const [index, { line, ctx, expected }] of cases.entries()) {
  test(`shared case ${index}: ${JSON.stringify(line.slice(0, 60))}`, () => {
    const projectKeys = new Set(ctx.projectKeys)
    const { tokens, ...parsed } = parseCheckin(line, { ...ctx, projectKeys })
    const diagnostics = parsed.diagnostics.map(({ code, start, end }) => ({ code, start, end }))
    expect({ ...parsed, diagnostics }).toStrictEqual(expected)
    expect(tokens.every(({ start, end }) => start < end)).toBe(true)
  })
}
