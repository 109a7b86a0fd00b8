import { expect, test } from 'vitest'
import { dateCases } from './own-cases/dates.ts'
import { durationCases } from './own-cases/durations.ts'
import { headAndTailCases } from './own-cases/head-and-tail.ts'
import { oldFormCases } from './own-cases/old-form.ts'
import { now, type OwnCase } from './own-cases/own-case.ts'
import { rangeCases } from './own-cases/ranges.ts'
import { sigilCases } from './own-cases/sigils.ts'
import { suppressedCases } from './own-cases/suppressed.ts'
import { textCases } from './own-cases/text.ts'
import { parseCheckin } from './parse-checkin.ts'

const groups: Record<string, OwnCase[]> = {
  durations: durationCases,
  ranges: rangeCases,
  dates: dateCases,
  sigils: sigilCases,
  text: textCases,
  'head and tail': headAndTailCases,
  'the old form': oldFormCases,
  'suppressed spans': suppressedCases,
}

const isError = (said: string) => said.startsWith('E_')

for (const [area, cases] of Object.entries(groups)) {
  for (const [index, own] of cases.entries()) {
    const { line, ctx, chips, says = [], task } = own
    test(`${area} ${index}: ${JSON.stringify(line.slice(0, 60))}`, () => {
      const { tokens, diagnostics, ...fields } = parseCheckin(line, { ...now, ...ctx })
      const said = diagnostics.map(({ code, start, end, reason }) =>
        [code, `${start}-${end}`, ...(reason ? [reason] : [])].join(' '),
      )
      expect({ ...fields, said }).toEqual({
        ok: !says.some(isError),
        minutes: own.minutes ?? null,
        start: own.start ?? null,
        end: own.end ?? null,
        endsNextDay: own.endsNextDay ?? false,
        date: own.date ?? ctx?.today ?? now.today,
        tags: own.tags ?? [],
        project: own.project ?? null,
        task: task === undefined ? null : { ref: task },
        activity: own.activity ?? '',
        said: says,
      })
      const drawn = tokens.map(({ kind, start, end }) => `${kind} ${line.slice(start, end)}`)
      expect(chips ?? drawn).toEqual(drawn)
    })
  }
}

test('the own set holds at least 300 cases, and no line twice with the same context', () => {
  const all = Object.values(groups).flat()
  const keys = all.map(({ line, ctx }) => JSON.stringify([line, ctx]))
  expect(all.length).toBeGreaterThanOrEqual(300)
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})
