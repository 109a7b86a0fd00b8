import { parseCheckin } from '@worksmart/types/grammar/parse-checkin'
import { describe, expect, it } from 'vitest'
import { aCheckin } from '../../api/checkin-test-rows.ts'
import { editLine, repeatLine } from './checkin-line.ts'

const context = {
  today: '2026-11-24',
  nowMin: 605,
  timeZone: 'Europe/London',
  projects: [{ id: 'p1', key: 'WEB', name: 'Website' }],
}

describe('the line of a row that is edited', () => {
  it('is what was typed while that still means the same', () => {
    const row = aCheckin({ text: '60m #dev  work', activity: 'work', tags: ['dev'] })
    expect(editLine(row, context)).toBe('60m #dev  work')
  })

  it('names the day when "yesterday" has become another day', () => {
    const text = '1h #dev fix nav yesterday'
    const row = aCheckin({ text, activity: 'fix nav', tags: ['dev'], workDate: '2026-11-20' })
    const line = editLine(row, context)
    const read = parseCheckin(line, { ...context, projectKeys: new Set() })
    expect(read).toMatchObject({ ok: true, date: '2026-11-20', activity: 'fix nav', minutes: 60 })
  })

  it('carries project and clock times of a row that was written by fields', () => {
    const row = aCheckin({
      activity: 'standup',
      minutes: 30,
      projectId: 'p1',
      startedAt: '2026-07-01T08:00:00.000Z',
      endedAt: '2026-07-01T08:30:00.000Z',
      timeZone: 'Europe/London',
      workDate: '2026-07-01',
    })
    expect(editLine(row, context)).toBe('09:00-09:30 2026-07-01 @Website standup')
  })
})

describe('the line of a row that is done again', () => {
  it('leaves its day out, so it is logged for today', () => {
    const row = aCheckin({ activity: 'fix nav', tags: ['dev'], workDate: '2026-11-20' })
    expect(repeatLine(row, context)).toBe('1h #dev fix nav')
  })
})
