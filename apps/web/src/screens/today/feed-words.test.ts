import { describe, expect, it } from 'vitest'
import { aCheckin } from '../../api/checkin-test-rows.ts'
import { emptySentence, loggedOn, spokenLogged, spokenRow, timeRange } from './feed-words.ts'

const row = aCheckin({ activity: 'fix nav', minutes: 120, tags: ['dev'], workDate: '2026-11-23' })

describe('the words of the feed', () => {
  it('name a row in one sentence', () => {
    expect(spokenRow(row, 'Website', null)).toBe(
      'fix nav, 2 hours, dev, Website, Monday 23 November 2026',
    )
  })

  it('say what was logged and how to take it back', () => {
    expect(spokenLogged(row, 'Website')).toBe(
      'Logged 2 hours, dev, Website, fix nav. Undo with Control Z.',
    )
  })

  it('mention the day of logging only when it is another than the day worked', () => {
    const at = (createdAt: string) => ({ ...row, createdAt })
    expect(loggedOn(at('2026-11-23T18:00:00.000Z'), 'UTC', '2026-11-26')).toBeNull()
    expect(loggedOn(at('2026-11-24T09:00:00.000Z'), 'UTC', '2026-11-26')).toBe('logged Tue 24 Nov')
    expect(loggedOn(at('2026-11-24T09:00:00.000Z'), 'UTC', '2026-11-24')).toBe('logged today')
  })

  it('take the day of logging from the person’s own clock', () => {
    const late = { ...row, createdAt: '2026-11-24T03:00:00.000Z' }
    expect(loggedOn(late, 'America/New_York', '2026-11-26')).toBeNull()
  })

  it('show clock times in the zone they were meant in', () => {
    const range = {
      ...row,
      startedAt: '2026-11-23T09:30:00.000Z',
      endedAt: '2026-11-23T11:15:00.000Z',
    }
    expect(timeRange(row, 'UTC')).toBeNull()
    expect(timeRange(range, 'UTC')).toBe('09:30–11:15')
    expect(timeRange({ ...range, timeZone: 'Europe/Berlin' }, 'UTC')).toBe('10:30–12:15')
  })

  it.each([
    [{ tag: 'dev', day: '2026-11-24' }, 'No check-ins match #dev on Tue 24 Nov'],
    [{ day: '2026-11-26' }, 'No check-ins today'],
    [{ q: 'nav', project: 'Website' }, 'No check-ins match @Website “nav”'],
    [{ person: 'Mia' }, 'No check-ins match by Mia'],
  ])('say what was looked for: %o', (words, sentence) => {
    expect(emptySentence(words, '2026-11-26')).toBe(sentence)
  })
})
