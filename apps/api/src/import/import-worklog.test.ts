// The command against the real api over a real database, through HTTP.
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Checkin, CheckinStats } from '@worksmart/types/checkins'
import { readWorklog } from '@worksmart/types/import/worklog-tsv'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../test/app.ts'
import { importCommand } from './import-command.ts'

const root = join(import.meta.dirname, '../../../..')
const excerptPath = join(root, 'packages/types/fixtures/worklog-excerpt.tsv')
const worklogPath = process.env.WORKLOG_TSV ?? join(root, '../shared/data/worklog.tsv')

let t: TestApp
let door: Server
let url = ''
let folder = ''
let excerpt = ''

beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  await t.app.ready()
  folder = await mkdtemp(join(tmpdir(), 'worksmart-import-'))
  excerpt = await readFile(excerptPath, 'utf8')
  // As in every environment, the api itself does not see the prefix.
  door = createServer((request, response) => {
    request.url = (request.url ?? '').replace(/^\/api/, '')
    t.app.routing(request, response)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => door.once('listening', resolve))
  const address = door.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(async () => {
  door.closeAllConnections()
  await new Promise((resolve) => door.close(resolve))
  await t.close()
  await rm(folder, { recursive: true })
})

async function run(text: string, ...options: string[]) {
  await writeFile(join(folder, 'log.tsv'), text)
  const said = { stdout: '', stderr: '' }
  const code = await importCommand(['log.tsv', '--url', url, ...options], {
    stdout: { write: (part) => (said.stdout += part) },
    stderr: { write: (part) => (said.stderr += part) },
    folders: [folder],
    serverFile: join(folder, 'server.json'),
    defaultUrl: url,
    signal: new AbortController().signal,
    timeoutMs: 30_000,
    retryBaseMs: 1,
  })
  return { code, ...said }
}

/** `created`, `already there`, `refused` of the last words, each with its own number. */
function countsOf({ stdout }: { stdout: string }) {
  const count = (words: string) => {
    const [, figure = ''] = new RegExp(`([\\d,]+) {2}${words}`).exec(stdout) ?? []
    return Number(figure.replaceAll(',', ''))
  }
  return [count('created'), count('already there'), count('refused')]
}

async function exported(person: Person): Promise<Checkin[]> {
  const answer = await t.as(person, 'GET', `/checkins/export?format=json&userId=${person.id}`)
  return answer.json()
}
async function stats(person: Person): Promise<CheckinStats> {
  return (await t.as(person, 'GET', `/checkins/stats?userId=${person.id}`)).json()
}
async function walk(person: Person): Promise<Checkin[]> {
  const items: Checkin[] = []
  let cursor: string | null = null
  do {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const answer = await t.as(person, 'GET', `/checkins?limit=100&userId=${person.id}${next}`)
    const page = answer.json<{ items: Checkin[]; nextCursor: string | null }>()
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return items
}
const minutesOf = (rows: readonly { minutes: number }[]) =>
  rows.reduce((sum, { minutes }) => sum + minutes, 0)

describe('the excerpt', () => {
  const bodyOf = (text: string) => text.trimEnd().split('\n').slice(1)
  const headerOf = (text: string) => text.split('\n')[0] ?? ''

  test('tried first changes nothing, then is imported, and a second time creates nothing', async () => {
    const { member } = t.people
    const dry = await run(excerpt, '--as', member.email, '--dry-run')
    expect(dry.stdout).toBe('40  would be created\n 0  already there\n 0  refused\n')
    expect(await exported(member)).toEqual([])

    const first = await run(excerpt, '--as', member.email.toUpperCase())
    expect(first).toMatchObject({ code: 0 })
    expect(countsOf(first)).toEqual([40, 0, 0])
    expect(countsOf(await run(excerpt, '--as', member.email))).toEqual([0, 40, 0])
    expect((await run(excerpt, '--as', member.email, '--dry-run')).stdout).toContain(
      '40  already there',
    )
  })

  test('stands in the log as its lines say', async () => {
    const rows = await exported(t.people.member)
    expect(rows.find(({ activity }) => activity === 'change preview script')).toMatchObject({
      text: null,
      minutes: 30,
      tags: ['fix', 'qwik-template'],
      workDate: '2024-02-20',
      startedAt: null,
      endedAt: null,
      source: 'import',
    })
    // 2020-12-01 began in Tokyo while it was still November in UTC.
    expect(rows.find(({ activity }) => activity.startsWith('detect TS'))?.workDate).toBe(
      '2020-12-01',
    )
    expect(rows.filter(({ activity }) => activity === 'changelog')).toHaveLength(4)
  })

  test('cut, turned round and added to creates only what is new', async () => {
    const lines = bodyOf(excerpt)
    const added = '2026-11-24T10:05:00+01:00\tP001\t30\tfix\tbuild\tfix nav'
    const mixed = [headerOf(excerpt), ...lines.slice(10).reverse(), added, added].join('\r\n')
    const { email } = t.people.member
    expect(countsOf(await run(mixed, '--as', email))).toEqual([2, 30, 0])
    expect(countsOf(await run(mixed, '--as', email))).toEqual([0, 32, 0])
  })

  test('mapped takes only the named people, each as their own user', async () => {
    const { admin, other } = t.people
    const argv = ['--map', `P070=${admin.email}`, '--map', `P012=${other.email}`]
    const said = await run(excerpt, ...argv)
    const rowsOf = (person: string) =>
      readWorklog(excerpt).rows.filter((row) => row.person === person)
    expect(countsOf(said)).toEqual([rowsOf('P070').length + rowsOf('P012').length, 0, 0])
    expect(said.stdout).toContain('of other people, left out')
    const activities = async (person: Person) =>
      (await exported(person)).map(({ activity }) => activity).sort()
    const expected = (person: string) =>
      rowsOf(person)
        .map(({ item }) => item.activity)
        .sort()
    expect(await activities(admin)).toEqual(expected('P070'))
    expect(await activities(other)).toEqual(expected('P012'))
  })

  test('with bad lines imports the good ones and lists the others by their number', async () => {
    const lines = bodyOf(excerpt).slice(0, 3)
    const bad = '2026-02-30T10:00:00Z\tP001\t30\tfix\t\tnothing'
    const text = [headerOf(excerpt), lines[0], bad, lines[1], 'x', lines[2]].join('\n')
    const said = await run(text, '--as', t.people.manager.email)
    expect(said.code).toBe(0)
    expect(countsOf(said)).toEqual([3, 0, 2])
    expect(said.stdout).toContain('That day does not exist. (1 line)\n    line 3: 2026-02-30')
    expect(said.stdout).toContain('line 5')
  })

  test('a deleted check-in does not come back with the next import', async () => {
    const { manager } = t.people
    const [row] = await exported(manager)
    const ifMatch = `"${row?.id}.${row?.version}"`
    const gone = await t.as(manager, 'DELETE', `/checkins/${row?.id}`, { ifMatch, body: {} })
    expect(gone.statusCode).toBe(204)
    const text = [headerOf(excerpt), ...bodyOf(excerpt).slice(0, 3)].join('\n')
    expect(countsOf(await run(text, '--as', manager.email))).toEqual([0, 3, 0])
    expect(await exported(manager)).toHaveLength(2)
  })
})

// The full log is not part of the repository; the excerpt above always runs.
if (existsSync(worklogPath)) {
  test('the full log imports once, and the feed, the stats and the export agree', async () => {
    const { stranger } = t.people
    const text = await readFile(worklogPath, 'utf8')
    const { rows } = readWorklog(text)
    expect(countsOf(await run(text, '--as', stranger.email))).toEqual([7722, 0, 0])
    expect(countsOf(await run(text, '--as', stranger.email))).toEqual([0, 7722, 0])

    const all = await exported(stranger)
    const feed = await walk(stranger)
    const minutes = minutesOf(rows.map(({ item }) => item))
    expect(await stats(stranger)).toMatchObject({ count: 7722, minutes })
    expect([all.length, minutesOf(all)]).toEqual([7722, minutes])
    expect([new Set(feed.map(({ id }) => id)).size, minutesOf(feed)]).toEqual([7722, minutes])
  }, 60_000)
}
