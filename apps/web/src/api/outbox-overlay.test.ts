import { describe, expect, it } from 'vitest'
import { aCheckin, noSums } from './checkin-test-rows.ts'
import { newEntry, type OutboxEntry } from './outbox-entry.ts'
import { overlayRows, overlaySums } from './outbox-overlay.ts'

const row = aCheckin({ activity: 'saved' })
const create = (fields = {}): OutboxEntry => {
  const after = aCheckin({ createdAt: '2020-01-01T00:00:00.000Z', ...fields })
  const body = { id: after.id, text: '1h x' }
  return newEntry({
    key: after.id,
    checkinId: after.id,
    write: { kind: 'create', body },
    before: null,
    after,
  })
}
const edit = (fields: Partial<OutboxEntry> = {}): OutboxEntry => ({
  ...newEntry({
    key: 'edit',
    checkinId: row.id,
    write: { kind: 'edit', body: { text: 'x' } },
    before: row,
    after: { ...row, activity: 'mine', minutes: 90 },
  }),
  ...fields,
})
const removal = (fields: Partial<OutboxEntry> = {}): OutboxEntry => ({
  ...edit(),
  key: 'remove',
  write: { kind: 'remove', reason: null },
  after: null,
  ...fields,
})
const shown = (entries: OutboxEntry[], view = {}) => overlayRows([row], false, entries, view)

describe('the rows with what is on its way', () => {
  it('show a new line at the top of its day, however wrong the clock of the device is', () => {
    const entry = create()
    const { rows, locals } = shown([entry])
    expect(rows.map(({ id }) => id)).toEqual([entry.checkinId, row.id])
    expect(locals.get(entry.checkinId)?.state).toBe('pending')
  })

  it('show a line for yesterday under yesterday', () => {
    const entry = create({ workDate: '2026-11-23' })
    expect(shown([entry]).rows.at(-1)).toBe(entry.after)
  })

  it('show one row, the saved one, when the answer came by another way first', () => {
    const entry = { ...create(), checkinId: row.id }
    expect(shown([entry]).rows).toEqual([row])
  })

  it('keep the saved row as the same object while nothing is queued for it', () => {
    expect(shown([create()]).rows[1]).toBe(row)
  })

  it('hide a row that is being deleted, and bring it back when that is refused', () => {
    expect(shown([removal()]).rows).toEqual([])
    const refused = shown([removal({ state: 'failed', code: 'permission.denied' })])
    expect(refused.rows).toEqual([row])
    expect(refused.locals.get(row.id)).toMatchObject({ state: 'failed', kind: 'remove' })
  })

  it('keep what the person typed when it could not be saved', () => {
    const { rows } = shown([edit({ state: 'failed', code: 'request.invalid' })])
    expect(rows[0]?.activity).toBe('mine')
  })

  it('hold both versions of a conflict: theirs in the row, mine beside it', () => {
    const current = { ...row, activity: 'theirs', version: 2 }
    const { rows, locals } = shown([edit({ state: 'conflict', current })])
    expect(rows[0]?.activity).toBe('theirs')
    expect(locals.get(row.id)).toMatchObject({ mine: { activity: 'mine' }, theirs: current })
  })

  it('leave out what the filter does not hold', () => {
    expect(shown([create({ tags: ['ops'] })], { tag: 'dev' }).rows).toEqual([row])
  })

  it('are the loaded rows themselves when the queue is empty', () => {
    const rows = [row]
    expect(overlayRows(rows, false, [], {}).rows).toBe(rows)
  })
})

describe('the sums with what is on its way', () => {
  const sums = { ...noSums, minutes: 60, count: 1 }

  it('count a line before the api has answered', () => {
    expect(overlaySums(sums, [create({ minutes: 30 })], {}).minutes).toBe(90)
  })

  it('do not count what was refused, nor what was built on it', () => {
    const refused = { ...create({ minutes: 30 }), state: 'failed' as const }
    const later = { ...edit(), checkinId: refused.checkinId, before: refused.after }
    expect(overlaySums(sums, [refused, later], {}).minutes).toBe(60)
  })
})
