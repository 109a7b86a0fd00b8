// Search as its readers use it: words, typos, meaning, filters, and nothing that a list would hide.

import type { SearchAnswer, SearchHit } from '@worksmart/types/search'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { makeFollower } from '../src/search/follow-writes.ts'
import { type AiApp, createAiApp } from './ai-app.ts'
import type { Person } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { aCheckin, aDocument, aLink, aProject, aTask } from './factories.ts'
import { hostileAnswers } from './hostile-answers.ts'

let t: AiApp
let website: string
let task: string
beforeAll(async () => {
  t = await createAiApp(inject('adminUrl'))
  const { member, admin } = t.people
  website = await aProject(t, admin, { key: 'WEB', name: 'Website' })
  task = await aTask(t, member, website, { number: 142, title: 'Nav overflow on phones' })
  await aCheckin(t, member, {
    activity: 'fix nav menu on small screens',
    tags: ['dev'],
    projectId: website,
    taskId: task,
    minutes: 150,
  })
  await aCheckin(t, member, {
    activity: 'invoice for the winter campaign',
    tags: ['admin'],
    minutes: 30,
  })
  await aCheckin(t, member, {
    activity: 'quarterly planning with everybody',
    tags: ['meeting'],
    minutes: 90,
    workDate: '2026-11-17',
  })
  await aCheckin(t, t.people.other, { activity: 'fix nav in secret', tags: ['dev'] })
  await t.job('index-search')
})
beforeEach(() => t.heal())
afterAll(() => t.close())

const ask = async (who: Person, query: string, rest: object = {}): Promise<SearchAnswer> => {
  const answer = await t.as(who, 'POST', '/search', { body: { query, ...rest } })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const hitsOf = ({ groups }: SearchAnswer): SearchHit[] => groups.flatMap(({ hits }) => hits)
const titles = async (who: Person, query: string, rest: object = {}) =>
  hitsOf(await ask(who, query, rest)).map((hit) => hit.title)
const off = () => t.move({ state: 'off' })

describe.each(['with the service', 'without it'])('%s', (how) => {
  beforeEach(() => {
    if (how === 'without it') off()
  })

  test('words are found in every kind of row, grouped, with where they stand', async () => {
    const found = await ask(t.people.member, 'nav')
    expect(found.ai).toBe(how === 'without it' ? 'off' : 'ready')
    expect(found.groups.map(({ type }) => type).sort()).toEqual(['checkin', 'task'])
    const checkin = hitsOf(found).find((hit) => hit.type === 'checkin')
    expect(checkin).toMatchObject({
      title: 'fix nav menu on small screens',
      snippet: { text: 'fix nav menu on small screens', marks: [[4, 7]] },
      projectId: website,
      minutes: 150,
      tags: ['dev'],
      workDate: '2026-11-24',
    })
    expect(hitsOf(found).find((hit) => hit.type === 'task')).toMatchObject({ ref: 'WEB-142' })
  })

  test('the beginning of a word and a typo find it', async () => {
    for (const query of ['invoi', 'invoise', 'winter campain', 'quartely plannning']) {
      expect((await titles(t.people.member, query)).length, query).toBeGreaterThan(0)
    }
  })

  test('a quote is found word for word', async () => {
    expect(await titles(t.people.member, '"nav menu"')).toEqual(['fix nav menu on small screens'])
    expect(await titles(t.people.member, '"menu nav"')).toEqual([])
    expect(await titles(t.people.member, '"NAV  Menu"')).toEqual(['fix nav menu on small screens'])
  })

  test('tokens narrow: tag, project, length, day, task', async () => {
    const { member } = t.people
    expect(await titles(member, '#dev')).toEqual(['fix nav menu on small screens'])
    expect((await titles(member, '@website')).sort()).toEqual([
      'Nav overflow on phones',
      'Website',
      'fix nav menu on small screens',
    ])
    expect(await titles(member, '>2h')).toEqual(['fix nav menu on small screens'])
    expect(await titles(member, '<1h')).toEqual(['invoice for the winter campaign'])
    expect(await titles(member, 'last week', { filters: { types: ['checkin'] } })).toEqual([
      'quarterly planning with everybody',
    ])
    expect((await titles(member, 'WEB-142')).sort()).toEqual([
      'Nav overflow on phones',
      'fix nav menu on small screens',
    ])
    expect(await titles(member, 'nav #admin')).toEqual([])
    expect(await titles(member, 'invoice #admin <1h')).toEqual(['invoice for the winter campaign'])
  })

  test('filters in the body do the same as tokens in the line', async () => {
    const { member } = t.people
    const same = async (query: string, filters: object) =>
      expect(await titles(member, '', { filters })).toEqual(await titles(member, query))
    await same('#dev', { tags: ['dev'] })
    await same('@website', { projectIds: [website] })
    await same('>2h', { minMinutes: 121 })
    await same('WEB-142', { taskIds: [task] })
  })

  test('what was understood is told', async () => {
    const { understood } = await ask(
      t.people.member,
      '#dev @website >2h last week "nav menu" fix @nobody',
    )
    expect(understood).toEqual({
      text: 'fix nobody',
      phrases: ['nav menu'],
      types: ['checkin'],
      tags: ['dev'],
      projectIds: [website],
      taskIds: [],
      userId: null,
      from: '2026-11-16',
      to: '2026-11-22',
      minMinutes: 121,
      maxMinutes: null,
    })
  })

  test('nothing to look for finds nothing, and neither does nonsense', async () => {
    for (const query of ['', '   ', '"" ()', "'; drop table checkins; --", '& | ! : *', '🙂']) {
      const hits = hitsOf(await ask(t.people.member, query))
      // The stand-in takes some words for others, and says so.
      expect(
        hits.filter((hit) => hit.matched !== 'semantic'),
        query,
      ).toEqual([])
    }
  })

  test('the limit is kept, and says when there is more', async () => {
    const found = await ask(t.people.manager, 'fix nav', { limit: 1 })
    expect([hitsOf(found).length, found.more]).toEqual([1, true])
    expect((await ask(t.people.manager, 'fix nav')).more).toBe(false)
  })
})

describe('by meaning', () => {
  test('a paraphrase that shares no word is found and marked', async () => {
    const [hit] = hitsOf(await ask(t.people.member, 'repair navigation'))
    expect(hit).toMatchObject({ title: 'fix nav menu on small screens', matched: 'semantic' })
    expect(hit?.snippet.marks).toEqual([])
    off()
    expect(await titles(t.people.member, 'repair navigation')).toEqual([])
  })

  test('words and meaning together are “both”, words alone “lexical”', async () => {
    const [hit] = hitsOf(await ask(t.people.member, 'fix nav'))
    expect(hit?.matched).toBe('both')
    off()
    const [lexical] = hitsOf(await ask(t.people.member, 'fix nav'))
    expect(lexical?.matched).toBe('lexical')
    expect(hitsOf(await ask(t.people.member, '#dev'))[0]?.matched).toBeNull()
  })

  test('a query of quotes and tokens alone asks the service nothing', async () => {
    for (const query of ['"nav menu"', '#dev', 'WEB-142', '>2h']) await ask(t.people.member, query)
    expect(t.fake.asked).toEqual([])
  })

  test('vectors of another model are not compared', async () => {
    t.fake.answers('embed', ({ texts }) => ({
      model: 'another/2',
      dim: 384,
      vectors: texts.map(() => Buffer.alloc(384, 100).toString('base64')),
    }))
    expect(await titles(t.people.member, 'repair navigation')).toEqual([])
  })
})

describe('what a person may not see', () => {
  test('is found by nobody but who may, by words and by meaning', async () => {
    const secret = 'fix nav in secret'
    for (const query of ['secret', 'fix nav', 'repair navigation', '#dev']) {
      expect(await titles(t.people.member, query), query).not.toContain(secret)
      expect(await titles(t.people.manager, query), query).not.toContain(
        query === 'secret' ? 'x' : 'nothing',
      )
    }
    expect(await titles(t.people.manager, 'secret')).toContain(secret)
    expect(await titles(t.people.stranger, 'nav')).toEqual([])
  })

  test('a document is found by its uploader and admins, by all once it is linked, and by who may once it is not', async () => {
    const { member, other, manager, admin } = t.people
    const id = await aDocument(t, member, { name: 'zeppelin contract.pdf' })
    await t.job('index-search')
    const seenBy = async () => {
      const seen: boolean[] = []
      for (const who of [member, other, manager, admin]) {
        seen.push((await titles(who, 'zeppelin')).length > 0)
      }
      return seen
    }
    expect(await seenBy()).toEqual([true, false, false, true])
    const checkin = await aCheckin(t, member, { activity: 'paperwork' })
    const onCheckin = await aLink(t, member, id, { checkinId: checkin })
    await t.job('index-search')
    expect(await seenBy()).toEqual([true, false, true, true])
    const link = await aLink(t, member, id, { projectId: website })
    await t.job('index-search')
    expect(await seenBy()).toEqual([true, true, true, true])
    // The row decides at once, whatever the index still says.
    await t.sql('delete from document_links where id = any($1::uuid[])', [[link, onCheckin]])
    expect(await seenBy()).toEqual([true, false, false, true])
    await t.sql('delete from documents where id = $1', [id])
  })

  test('what was deleted is gone at once', async () => {
    const { member } = t.people
    const id = await aCheckin(t, member, { activity: 'xylophone practice' })
    await t.job('index-search')
    expect(await titles(member, 'xylophone')).toHaveLength(1)
    await t.as(member, 'DELETE', `/checkins/${id}`, { ifMatch: `"${id}.1"` })
    expect(await titles(member, 'xylophone')).toEqual([])
    await t.job('index-search')
    expect(await t.sql('select 1 from search_chunks where owner_id = $1', [id])).toEqual([])
  })
})

test('what search shows is what the lists show: nothing else, in any role', async () => {
  const { member, other, manager, admin } = t.people
  for (const who of [member, other, manager, admin]) {
    const listed = new Set<string>()
    for (const list of ['checkins', 'tasks', 'projects', 'documents']) {
      const { items } = (await t.as(who, 'GET', `/${list}?limit=100`)).json()
      for (const { id } of items) listed.add(id)
    }
    for (const query of ['fix nav', 'repair', 'invoice', 'phones', 'website', 'secret']) {
      for (const hit of hitsOf(await ask(who, query))) expect(listed, query).toContain(hit.id)
    }
  }
})

describe.each(['with the service', 'without it'])('another’s rows, %s', (how) => {
  test('leave an answer byte for byte', async () => {
    const { member, other, manager, stranger } = t.people
    if (how === 'without it') off()
    const queries = ['fix nav', 'navv', 'repair navigation', '#dev', 'nav @website', '"nav menu"']
    const read = async () => {
      const bodies: string[] = []
      for (const query of queries) {
        bodies.push((await t.as(member, 'POST', '/search', { body: { query } })).body)
      }
      return bodies
    }
    const before = await read()
    const key = how === 'without it' ? 'WEB' : 'WEBB'
    const theirs = await aProject(t, stranger, { key, name: 'Website' })
    for (const who of [other, manager, stranger]) {
      for (let i = 0; i < 30; i++) {
        await aCheckin(t, who, {
          activity: `fix nav menu ${i}`,
          projectId: who === stranger ? theirs : website,
        })
      }
    }
    await t.job('index-search')
    expect(await read()).toEqual(before)
  })
})

test.each(hostileAnswers)(
  'after %s words still find, and nothing is written',
  async (_what, hostile) => {
    t.fake.turn(hostile)
    const before = await databaseHash(t)
    const found = await ask(t.people.member, 'fix nav')
    expect(found.ai).toBe('unavailable')
    expect(hitsOf(found)[0]).toMatchObject({
      title: 'fix nav menu on small screens',
      matched: 'lexical',
    })
    expect(await databaseHash(t)).toEqual(before)
  },
)

describe('the index', () => {
  test('can be dropped and is made again the same', async () => {
    const read = () =>
      t.sql(`select owner_type, owner_id, chunk_no, user_id, managers_read, content_hash, text, model,
        encode(embedding, 'hex') as embedding, updated_at::text from search_chunks order by 1, 2, 3`)
    await t.job('index-search')
    const before = await read()
    expect(before.length).toBeGreaterThan(5)
    expect(before.every((row) => row.embedding !== null)).toBe(true)
    await t.job('reindex')
    expect(await read()).toEqual(before)
    expect(await t.job('index-search')).toEqual({ pieces: 0, gone: 0, vectors: 0 })
  })

  test('follows every write, without the write doing anything for it', async () => {
    const { member, admin } = t.people
    const look = makeFollower(t.jobs)
    const before = await databaseHash(t)
    const logged = await t.as(member, 'POST', '/checkins', { body: { text: '1h #dev marmalade' } })
    expect((await databaseHash(t)).search_chunks).toBe(before.search_chunks)
    // The log of the tests is written by the real clock of the database.
    await t.sql("update audit_log set created_at = '2026-11-24T10:05:00Z'")
    await look()
    const [hit] = hitsOf(await ask(member, 'marmalade'))
    expect(hit?.id).toBe(logged.json().id)
    const [chunk] = await t.sql('select model from search_chunks where owner_id = $1', [hit?.id])
    expect(chunk?.model).toBe('fake-words/1')
    await t.as(member, 'PATCH', `/checkins/${hit?.id}`, {
      ifMatch: `"${hit?.id}.1"`,
      body: { activity: 'rhubarb' },
    })
    const project = await t.as(admin, 'POST', '/projects', {
      body: { key: 'JAM', name: 'Jam jars' },
    })
    await t.sql("update audit_log set created_at = '2026-11-24T10:05:00Z'")
    await look()
    expect(await titles(member, 'marmalade')).toEqual([])
    expect(await titles(member, 'rhubarb')).toHaveLength(1)
    expect(await titles(member, 'jars')).toEqual(['Jam jars'])
    await t.sql('delete from projects where id = $1', [project.json().id])
  })

  test('without the service has words and no vectors, and gets them when it is back', async () => {
    off()
    await t.job('reindex')
    const vectors = async () =>
      (await t.sql<{ n: number }>('select count(embedding)::int as n from search_chunks'))[0]?.n
    expect(await vectors()).toBe(0)
    expect(await titles(t.people.member, 'nav menu')).toContain('fix nav menu on small screens')
    t.heal()
    await t.job('index-search')
    expect(await vectors()).toBeGreaterThan(5)
  })

  test.each([
    ['a person', 'update users set ai_enabled = $2 where id = $1', 1],
    [
      'a workspace',
      `update workspaces set settings = jsonb_build_object('ai', jsonb_build_object('search', $2::boolean))
        where id = (select workspace_id from users where id = $1)`,
      10,
    ],
  ])(
    'sends no text of %s that switched it off, and forgets their vectors',
    async (_who, sql, least) => {
      const { member } = t.people
      await t.job('index-search')
      await t.sql(sql, [member.id, false])
      t.fake.reset()
      await t.job('index-search')
      const [row] = await t.sql<{ n: number }>(
        'select count(*)::int as n from search_chunks where embedding is null and workspace_id = $1',
        [member.workspaceId],
      )
      expect(row?.n).toBeGreaterThanOrEqual(least)
      await t.job('reindex')
      expect(JSON.stringify(t.fake.asked)).not.toContain('small screens')
      expect((await ask(member, 'fix nav')).ai).toBe('off')
      await t.sql(sql, [member.id, true])
      await t.job('index-search')
    },
  )

  test('leads with the workspace in every index over words', async () => {
    const rows = await t.sql<{ def: string }>(
      "select indexdef as def from pg_indexes where tablename = 'search_chunks' and indexdef like '%gin%'",
    )
    expect(rows).toHaveLength(2)
    for (const { def } of rows) expect(def).toContain('gin (workspace_id, ')
  })
})
