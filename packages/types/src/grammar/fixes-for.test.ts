import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { adversarialLines } from './adversarial-lines.ts'
import type { Diagnostic } from './diagnostics.ts'
import { applyEdit, type Fix, shiftSpans } from './fix.ts'
import { fixesFor } from './fixes-for.ts'
import { fuzzSeed, randomFrom, unitLine, wordLine } from './fuzz-lines.ts'
import { dateCases } from './own-cases/dates.ts'
import { durationCases } from './own-cases/durations.ts'
import { fixCases } from './own-cases/fixes.ts'
import { headAndTailCases } from './own-cases/head-and-tail.ts'
import { oldFormCases } from './own-cases/old-form.ts'
import { now } from './own-cases/own-case.ts'
import { rangeCases } from './own-cases/ranges.ts'
import { sigilCases } from './own-cases/sigils.ts'
import { suppressedCases } from './own-cases/suppressed.ts'
import { textCases } from './own-cases/text.ts'
import { type ParseContext, parseCheckin } from './parse-checkin.ts'

const toOffer = (line: string, fix: Fix): string => {
  if ('edit' in fix) return `${fix.label} => ${applyEdit(line, fix.edit)}`
  const span = fix.action === 'keep-text' ? ` ${fix.start}-${fix.end}` : ''
  return `${fix.label} !${fix.action}${span}`
}

for (const { line, code, offers, ctx, nth = 0 } of fixCases) {
  test(`${code} in ${JSON.stringify(line.slice(0, 50))} offers ${offers.length}`, () => {
    const context = { ...now, ...ctx }
    const parsed = parseCheckin(line, context)
    const found = parsed.diagnostics.filter((diagnostic) => diagnostic.code === code)[nth]
    expect(found).toBeDefined()
    const fixes = fixesFor(line, parsed, found as Diagnostic, context)
    expect(fixes.map((fix) => toOffer(line, fix))).toEqual(offers)
  })
}

const sharedFile = new URL('../../fixtures/grammar-cases.json', import.meta.url)
const shared: { line: string; ctx: ParseContext }[] = JSON.parse(readFileSync(sharedFile, 'utf8'))
const own = [
  ...durationCases,
  ...rangeCases,
  ...dateCases,
  ...sigilCases,
  ...textCases,
  ...headAndTailCases,
  ...oldFormCases,
  ...suppressedCases,
]

const count = (codes: readonly Diagnostic[], code: string) =>
  codes.filter((diagnostic) => diagnostic.code === code).length

/** Applies every offer for every diagnostic; returns how many were tried. */
const tryAll = (line: string, ctx: ParseContext): number => {
  const parsed = parseCheckin(line, ctx)
  const suppressed = ctx.suppressed ?? []
  let tried = 0
  for (const diagnostic of parsed.diagnostics) {
    const fixes = fixesFor(line, parsed, diagnostic, ctx)
    expect(fixes.length).toBeLessThanOrEqual(3)
    for (const fix of fixes) {
      if ('action' in fix && fix.action !== 'keep-text') continue
      const after =
        'edit' in fix
          ? parseCheckin(applyEdit(line, fix.edit), {
              ...ctx,
              suppressed: shiftSpans(suppressed, fix.edit),
            })
          : parseCheckin(line, { ...ctx, suppressed: [...suppressed, [fix.start, fix.end]] })
      const isGone =
        count(after.diagnostics, diagnostic.code) < count(parsed.diagnostics, diagnostic.code)
      if (!isGone)
        throw new Error(`${JSON.stringify(line)}: ${fix.label} leaves ${diagnostic.code}`)
      if (parsed.ok && !after.ok) throw new Error(`${JSON.stringify(line)}: ${fix.label} breaks it`)
      tried++
    }
  }
  return tried
}

test('an offer removes its diagnostic, in every shared and every own case', () => {
  const lines = [
    ...shared.map(({ line, ctx }) => ({
      line,
      ctx: { ...ctx, projectKeys: new Set(ctx.projectKeys) },
    })),
    ...own.map(({ line, ctx }) => ({ line, ctx: { ...now, ...ctx } })),
    ...adversarialLines.slice(0, 40).map((line) => ({ line, ctx: now })),
  ]
  const tried = lines.reduce((sum, { line, ctx }) => sum + tryAll(line, ctx), 0)
  expect(tried).toBeGreaterThan(400)
})

test('an offer removes its diagnostic, in random lines too', () => {
  const random = randomFrom(fuzzSeed)
  let tried = 0
  for (let index = 0; index < 3000; index++) {
    const line = index % 3 === 0 ? unitLine(random) : wordLine(random)
    const from = random.below(line.length + 1)
    const suppressed: [number, number][] = random.below(3) === 0 ? [[from, from + 4]] : []
    tried += tryAll(line, { ...now, suppressed })
  }
  expect(tried).toBeGreaterThan(2000)
})

test('every code of the grammar has a case here, if only to say that nothing is offered', () => {
  const seen = new Set(own.flatMap(({ says = [] }) => says.map((said) => said.split(' ')[0])))
  const covered = new Set(fixCases.map(({ code }) => code))
  expect([...seen].filter((code) => code && !covered.has(code))).toEqual([])
})

test('suppressed spans follow an edit: before it they stay, behind it they move, in it they go', () => {
  const edit = { start: 5, end: 7, text: 'abcd' }
  const spans: [number, number][] = [
    [0, 5],
    [4, 6],
    [7, 9],
  ]
  expect(shiftSpans(spans, edit)).toEqual([
    [0, 5],
    [9, 11],
  ])
})
