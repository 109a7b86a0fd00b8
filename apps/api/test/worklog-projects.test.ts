// On a real work log, every way to ask for a project's time gives the same minutes.

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checkin, CheckinStats } from '@worksmart/types/checkins'
import { readWorklog, type WorklogRow } from '@worksmart/types/import/worklog-tsv'
import type { ProjectPage, ProjectSummary } from '@worksmart/types/projects'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { addDays, mondayOf } from '../src/time/weeks.ts'
import { createTestApp, type Person, type TestApp } from './app.ts'

const root = join(import.meta.dirname, '../../..')
const worklogPath = process.env.WORKLOG_TSV ?? join(root, '../shared/data/worklog.tsv')
const excerptPath = join(root, 'packages/types/fixtures/worklog-excerpt.tsv')
// The full log is not part of the repository; its excerpt always is.
const logs: [string, string, number][] = [['the excerpt', excerptPath, 5]]
if (existsSync(worklogPath)) logs.push(['the full log', worklogPath, 20])

describe.each(logs)('%s', (_name, path, count) => {
  let t: TestApp
  let people: Person[]
  let projects: string[]
  beforeAll(async () => {
    t = await createTestApp({ adminUrl: inject('adminUrl') })
    people = [t.people.admin, t.people.manager, t.people.member, t.people.other]
    const { rows } = readWorklog(await readFile(path, 'utf8'))
    const scopes = frequentScopes(rows, count)
    const idOf = new Map<string, string>()
    for (const [i, name] of scopes.entries()) {
      const body = { key: `S${10 + i}`, name }
      const made = await t.as(t.people.manager, 'POST', '/projects', { body })
      idOf.set(name, made.json().id)
    }
    projects = [...idOf.values()]
    const names = [...new Set(rows.map((row) => row.person))]
    for (const [i, person] of people.entries()) {
      const mine = rows.filter((row) => names.indexOf(row.person) % people.length === i)
      for (let at = 0; at < mine.length; at += 1000) {
        const items = mine.slice(at, at + 1000).map(({ item }) => {
          const scope = item.tags[1]
          const projectId = scope === undefined ? undefined : idOf.get(scope)
          return projectId === undefined ? item : { ...item, projectId }
        })
        const answer = await t.as(person, 'POST', '/checkins/batch', { body: { items } })
        expect(answer.json().refused).toEqual([])
      }
    }
  }, 60_000)
  afterAll(() => t.close())

  const get = async (who: Person, url: string) => {
    const answer = await t.as(who, 'GET', url)
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json()
  }
  const sum = (rows: readonly { minutes: number }[]) =>
    rows.reduce((total, { minutes }) => total + minutes, 0)

  test('its most frequent scopes are projects with time', () => {
    expect(projects).toHaveLength(count)
  })

  test('summary, stats, export and the table agree to the minute, for every project', async () => {
    const { manager } = t.people
    const table: ProjectPage = await get(manager, '/projects?limit=100')
    for (const id of projects) {
      const summary: ProjectSummary = await get(manager, `/projects/${id}/summary`)
      const stats: CheckinStats = await get(manager, `/checkins/stats?projectId=${id}`)
      const rows: Checkin[] = await get(manager, `/checkins/export?format=json&projectId=${id}`)
      expect(summary.minutes).toBeGreaterThan(0)
      expect([summary.minutes, summary.count]).toEqual([stats.minutes, stats.count])
      expect([summary.minutes, summary.count]).toEqual([sum(rows), rows.length])
      expect(summary.byTag).toEqual(stats.byTag)
      expect(summary.byPerson).toEqual(stats.byPerson)
      expect(sum(summary.byPerson)).toBe(summary.minutes)
      expect(sum(summary.byTask)).toBe(summary.minutes)
      expect(table.items.find((one) => one.id === id)?.facts).toMatchObject({
        minutes: summary.minutes,
        minutesThisWeek: summary.minutesThisWeek,
        lastWorkDate: stats.byDay[0]?.workDate,
      })
      expect(summary.lastWorkDate).toBe(stats.byDay[0]?.workDate)
    }
  })

  test('the 26 weeks are those of the stats, whichever week it is', async () => {
    const { manager } = t.people
    for (const id of projects) {
      const stats: CheckinStats = await get(manager, `/checkins/stats?projectId=${id}`)
      const weeks = new Map<string, number>()
      for (const { workDate, minutes } of stats.byDay) {
        const week = mondayOf(workDate)
        weeks.set(week, (weeks.get(week) ?? 0) + minutes)
      }
      // The log lies in the past; the clock goes where its time is.
      const last = stats.byDay[0]?.workDate ?? ''
      t.dependencies.now = () => new Date(`${last}T12:00:00Z`)
      const summary: ProjectSummary = await get(manager, `/projects/${id}/summary`)
      const monday = mondayOf(last)
      const expected = Array.from({ length: 26 }, (_, i) => {
        const weekStart = addDays(monday, 7 * (i - 25))
        return { weekStart, minutes: weeks.get(weekStart) ?? 0 }
      })
      expect(summary.byWeek).toEqual(expected)
      expect(summary.minutesThisWeek).toBe(expected[25]?.minutes)
      expect(summary.minutesThisWeek).toBeGreaterThan(0)
      expect(summary.minutesLastWeek).toBe(expected[24]?.minutes)
    }
  })

  test('a member sees the same totals, and of people only themselves', async () => {
    const { member, manager } = t.people
    const others = people.filter((person) => person !== member).map((person) => person.id)
    for (const id of projects) {
      const url = `/projects/${id}/summary`
      const { byPerson: all, ...whole }: ProjectSummary = await get(manager, url)
      const { byPerson: own, ...seen }: ProjectSummary = await get(member, url)
      expect(seen).toEqual(whole)
      expect(own).toEqual(all.filter((one) => one.userId === member.id))
      const mine: CheckinStats = await get(member, `/checkins/stats?projectId=${id}`)
      expect(sum(own)).toBe(mine.minutes)
      for (const other of others) expect(JSON.stringify([own, seen])).not.toContain(other)
    }
  })
})

/** The scopes, the second tag of an imported line, that most lines have. */
function frequentScopes(rows: readonly WorklogRow[], count: number): string[] {
  const lines = new Map<string, number>()
  for (const { item } of rows) {
    const scope = item.tags[1]
    if (scope !== undefined) lines.set(scope, (lines.get(scope) ?? 0) + 1)
  }
  const byLines = [...lines].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return byLines.slice(0, count).map(([scope]) => scope)
}
