// Each statement of search keeps to its own predicate, though row-level security and the statement
// after it would make good for a mistake: what it reads of others would crowd out one's own.

import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import {
  type Piece,
  selectByParts,
  selectByWords,
  selectVectors,
} from '../src/search/arms.queries.ts'
import { selectFound } from '../src/search/pool.queries.ts'
import type { Wish } from '../src/search/search-wish.ts'
import { actorOf } from './actor.ts'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { aCheckin, aDocument } from './factories.ts'
import { openSecondWall } from './one-wall.ts'

const model = 'fake-words/1'
const scope = { types: ['checkin', 'document'], ownerIds: null }

let t: TestApp
const rows = new Map<string, Person>()
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  await openSecondWall(t)
  const { member, other, manager, admin, stranger } = t.people
  for (const person of [member, other, manager, admin, stranger]) {
    await indexed('checkin', person, await aCheckin(t, person, { activity: 'fix nav' }), true)
    await indexed('document', person, await aDocument(t, person, { name: 'fix nav.pdf' }), false)
  }
})
afterAll(() => t.close())

async function indexed(type: string, owner: Person, id: string, managersRead: boolean) {
  rows.set(id, owner)
  await t.sql(
    `insert into search_chunks (workspace_id, owner_type, owner_id, chunk_no, user_id, managers_read,
       content_hash, text, model, embedding)
     values ($1, $2, $3, 0, $4, $5, 'h', 'fix nav', $6, '\\x01')`,
    [owner.workspaceId, type, id, owner.id, managersRead, model],
  )
}

const wish: Wish = {
  text: 'fix nav',
  phrases: [],
  types: ['checkin', 'document'],
  projectIds: [],
  taskIds: [],
  tags: [],
  userId: null,
  from: null,
  to: null,
  minMinutes: null,
  maxMinutes: null,
  isNarrowed: false,
}

const idsOf = (pieces: readonly Piece[]) => pieces.map(({ key }) => key.slice(key.indexOf(':') + 1))

const arms = {
  words: (who: Person) =>
    read(who, async (tx, viewer) => idsOf(await selectByWords(tx, viewer, scope, ['fix']))),
  'words in these rows': (who: Person) =>
    read(who, async (tx, viewer) =>
      idsOf(await selectByWords(tx, viewer, { ...scope, ownerIds: [...rows.keys()] }, ['fix'])),
    ),
  'parts of words': (who: Person) =>
    read(who, async (tx, viewer) => idsOf(await selectByParts(tx, viewer, scope, 'fix naw'))),
  meaning: (who: Person) =>
    read(who, async (tx, viewer) =>
      idsOf(await selectVectors(tx, viewer, scope, model, [...rows.keys()])),
    ),
  'the rows themselves': (who: Person) =>
    read(who, async (tx, viewer) => {
      const asked = { ids: [...rows.keys()], limit: 100 }
      const checkins = await selectFound(tx, viewer, 'checkin', wish, asked)
      const documents = await selectFound(tx, viewer, 'document', wish, asked)
      return [...checkins, ...documents].map(({ id }) => id)
    }),
}

type Read = Parameters<TestApp['dependencies']['database']['withActor']>[1]

const read = (who: Person, work: Read) =>
  t.dependencies.database.withActor(actorOf(who), work) as Promise<string[]>

test.each(Object.entries(arms))(
  'by %s nobody reads another’s row, whatever the database would allow',
  async (_by, arm) => {
    const ownersFor = async (who: Person) =>
      (await arm(who)).map((id) => rows.get(id)?.email.split('@')[0]).sort()
    const { member, manager, admin, stranger } = t.people
    expect(await ownersFor(member)).toEqual(['mia', 'mia'])
    // Check-ins of the team, and a private document of one's own.
    expect(await ownersFor(manager)).toEqual(['ana', 'marco', 'marco', 'mia', 'otto'])
    expect(await ownersFor(admin)).toEqual(
      ['ana', 'marco', 'mia', 'otto'].flatMap((name) => [name, name]),
    )
    expect(await ownersFor(stranger)).toEqual(['sam', 'sam'])
  },
)

test('the table of the index holds pieces of all of them', async () => {
  expect(await t.sql('select distinct user_id from search_chunks')).toHaveLength(5)
})
