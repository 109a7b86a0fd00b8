// Every line of the shared cases that is fine for the grammar is posted, and read back the same.

import { readFileSync } from 'node:fs'
import { resolveCheckin } from '@worksmart/types/grammar/resolve-checkin'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { civilNow, instantOf } from '../src/time/zoned.ts'
import { createTestApp, type TestApp } from './app.ts'
import { aProject } from './factories.ts'

type Case = {
  line: string
  ctx: {
    today: string
    nowMin: number
    projectKeys: string[]
    suppressed?: [number, number][]
  }
  expected: {
    ok: boolean
    minutes: number
    start: string | null
    end: string | null
    endsNextDay: boolean
    date: string
    tags: string[]
    project: string | null
    task: string | null
    activity: string
  }
}
const file = new URL('../../../packages/types/fixtures/grammar-cases.json', import.meta.url)
const cases = JSON.parse(readFileSync(file, 'utf8')) as Case[]
// The parser is total and takes these two characters; the database cannot hold them, so the api
// says so instead of storing another line than the one that was typed.
const isStorable = (line: string) => line.isWellFormed() && !line.includes('\u0000')

const unstorable = cases.filter((one) => !isStorable(one.line))
const readable = cases.filter((one) => isStorable(one.line))
const fine = readable.filter((one) => one.expected.ok)
const wrong = readable.filter((one) => !one.expected.ok)

let t: TestApp
type Project = { id: string; key: string; name: string; archived: boolean }
const projects: Project[] = []
/** The clock follows the case, because the api knows no day but today. */
let now = new Date()
beforeAll(async () => {
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    override: () => ({ now: () => now }),
  })
  // Every key of a case is a project, and so is every name that a case finds behind an @.
  const keys = new Set(cases.flatMap((one) => one.ctx.projectKeys))
  const names = new Set(cases.flatMap((one) => one.expected.project ?? []))
  const all = [
    ...[...keys].map((key) => ({ key, name: `Project ${key}` })),
    ...[...names].filter((name) => name !== 'ops').map((name, i) => ({ key: `ZZ${i}Z`, name })),
  ]
  for (const one of all) {
    projects.push({ ...one, id: await aProject(t, t.people.admin, one), archived: false })
  }
})
afterAll(() => t.close())

async function post({ line, ctx }: Case) {
  now = instantOf(ctx.today, ctx.nowMin, 'UTC')
  const { today, nowMin, suppressed } = ctx
  const body = { text: line, today, nowMin, ...(suppressed ? { suppressed } : {}) }
  return t.as(t.people.member, 'POST', '/checkins', { body })
}

describe('a line that the grammar takes', () => {
  test.each(fine)('$line', async (one) => {
    const directory = { projects, tasks: [] }
    const ctx = { ...one.ctx, projectKeys: new Set(projects.map((project) => project.key)) }
    const resolved = resolveCheckin(one.line, ctx, directory)
    const answer = await post(one)
    expect(answer.statusCode, answer.body).toBe(201)
    const read = (await t.as(t.people.member, 'GET', `/checkins/${answer.json().id}`)).json()
    expect(read).toEqual(answer.json())
    expect(read).toMatchObject({
      text: one.line.normalize('NFC'),
      minutes: one.expected.minutes,
      tags: one.expected.tags,
      workDate: one.expected.date,
      activity: resolved.activity,
      projectId: resolved.projectId,
    })
    // There are no tasks here, so a line that names one keeps it as text.
    if (one.expected.task === null) {
      expect(read.activity).toBe(one.expected.activity)
      expect(projectNamed(read.projectId)).toBe(one.expected.project)
    }
    expect(read.startedAt === null).toBe(one.expected.start === null)
    if (one.expected.start !== null && one.expected.end !== null) {
      expect(clockOf(read.startedAt)).toEqual([one.expected.date, one.expected.start])
      expect(clockOf(read.endedAt)[1]).toBe(one.expected.end)
      const endDay = one.expected.endsNextDay ? '2000-01-02' : '2000-01-01'
      expect(Date.parse(read.endedAt) - Date.parse(read.startedAt)).toBe(
        Date.parse(`${endDay}T${one.expected.end}Z`) -
          Date.parse(`2000-01-01T${one.expected.start}Z`),
      )
    }
  })

  test('there are many of them', () => {
    expect(fine.length).toBeGreaterThan(100)
    expect(wrong.length).toBeGreaterThan(20)
  })
})

function projectNamed(id: string | null): string | null {
  const project = projects.find((one) => one.id === id)
  if (!project) return null
  return project.key === 'OPS' ? 'ops' : project.name
}

function clockOf(instant: string): [string, string] {
  const { today, nowMin } = civilNow(new Date(instant), 'UTC')
  const two = (n: number) => String(n).padStart(2, '0')
  return [today, `${two(Math.floor(nowMin / 60))}:${two(nowMin % 60)}`]
}

describe('a line that the grammar refuses', () => {
  test.each(wrong)('$line', async (one) => {
    const answer = await post(one)
    expect(answer.json()).toMatchObject({ status: 422, code: 'request.invalid' })
    const [first] = answer.json().errors as { pointer: string; code: string; message: string }[]
    expect(first?.pointer).toBe('/text')
    expect(first?.message.length).toBeGreaterThan(5)
  })
})

test.each(unstorable)(
  '%j cannot be stored as it was typed, and the answer says why',
  async (one) => {
    const answer = await post(one)
    expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer: '/text' }] })
  },
)

test('a line of nothing but an unknown project is taken, with the name as its text', async () => {
  const answer = await t.as(t.people.stranger, 'POST', '/checkins', {
    body: { text: '2h @nobody' },
  })
  expect(answer.json()).toMatchObject({ activity: '@nobody', projectId: null, minutes: 120 })
})

test('a line of nothing but a known project is not enough', async () => {
  const answer = await t.as(t.people.member, 'POST', '/checkins', { body: { text: '2h @website' } })
  expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer: '/text' }] })
})
