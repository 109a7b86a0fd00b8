// Row-level security alone: raw SQL without any predicate of the api, as the api's own role.

import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { type AsPerson, connectAsApp } from './as-person.ts'
import { databaseHash } from './database-hash.ts'
import { fillWorkspace, type WorkspaceRows } from './wall-two-rows.ts'

let t: TestApp
let asPerson: AsPerson
let close: () => Promise<void>
let here: WorkspaceRows
let there: WorkspaceRows
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  const { member, other, admin, stranger } = t.people
  here = await fillWorkspace(t, [member, other, admin])
  there = await fillWorkspace(t, [stranger])
  ;({ asPerson, close } = await connectAsApp(t))
})
afterAll(async () => {
  await close()
  await t.close()
})

async function countOf(who: Person | null, table: string): Promise<number> {
  const { rows } = await asPerson(who, `select count(*)::int as n from ${table}`)
  return Number(rows[0]?.n)
}

/** What each role sees of the rows of `fillWorkspace`; the other workspace has one person's worth. */
const visible: Record<string, { member: number; manager: number; admin: number; all: number }> = {
  workspaces: { member: 1, manager: 1, admin: 1, all: 2 },
  users: { member: 4, manager: 4, admin: 4, all: 5 },
  projects: { member: 1, manager: 1, admin: 1, all: 2 },
  tasks: { member: 1, manager: 1, admin: 1, all: 2 },
  checkins: { member: 1, manager: 3, admin: 3, all: 4 },
  documents: { member: 3, manager: 2, admin: 3, all: 6 },
  document_links: { member: 2, manager: 2, admin: 2, all: 4 },
  uploads: { member: 1, manager: 0, admin: 1, all: 4 },
  // Seen by the session itself alone, which these people have none of.
  ended_sessions: { member: 0, manager: 0, admin: 0, all: 4 },
  idempotency_keys: { member: 1, manager: 0, admin: 1, all: 4 },
  ai_feedback: { member: 1, manager: 3, admin: 3, all: 4 },
  suggestion_fits: { member: 1, manager: 1, admin: 1, all: 2 },
  search_chunks: { member: 2, manager: 4, admin: 5, all: 8 },
  sweep_failures: { member: 0, manager: 0, admin: 1, all: 2 },
  project_narratives: { member: 1, manager: 1, admin: 1, all: 2 },
  audit_log: { member: 1, manager: 3, admin: 3, all: 4 },
  audit_values: { member: 1, manager: 3, admin: 3, all: 4 },
  erasures: { member: 1, manager: 0, admin: 3, all: 4 },
  audit_chain: { member: 0, manager: 0, admin: 3, all: 4 },
}
const tables = Object.entries(visible)

describe('reading', () => {
  test('the list of tables here is the whole database', async () => {
    expect(Object.keys(await databaseHash(t)).sort()).toEqual(Object.keys(visible).sort())
  })

  test.each(tables)('%s: each role sees its rows and no more', async (table, expected) => {
    expect(await countOf(t.people.member, table)).toBe(expected.member)
    expect(await countOf(t.people.manager, table)).toBe(expected.manager)
    expect(await countOf(t.people.admin, table)).toBe(expected.admin)
    const [all] = await t.sql<{ n: number }>(`select count(*)::int as n from ${table}`)
    expect(all?.n).toBe(expected.all)
  })

  test.each(tables)('%s: without a context there are no rows', async (table) => {
    expect(await countOf(null, table)).toBe(0)
  })

  test.each(tables)('%s: someone switched off sees at most their own name', async (table) => {
    const { member } = t.people
    await t.sql('update users set active = false where id = $1', [member.id])
    expect(await countOf(member, table)).toBe(table === 'users' ? 1 : 0)
    await t.sql('update users set active = true where id = $1', [member.id])
  })

  test.each(tables)('%s: a person of no workspace of theirs sees nothing', async (table) => {
    const lost = { ...t.people.member, workspaceId: t.people.stranger.workspaceId }
    expect(await countOf(lost, table)).toBe(0)
  })

  test('a member sees a colleague’s document only once it is shared', async () => {
    const { rows } = await asPerson(t.people.other, 'select id from documents')
    expect(rows.map((row) => row.id)).toEqual([here.documents.shared])
  })
})

const refused = { code: '42501' }

describe('changing', () => {
  test.each(tables)('%s: no row of another workspace can be changed or removed', async (table) => {
    const admin = t.people.admin
    const ws = t.people.stranger.workspaceId
    const column = table === 'workspaces' ? 'id' : 'workspace_id'
    for (const sql of [
      `update ${table} set ${column} = ${column} where ${column} = $1`,
      `delete from ${table} where ${column} = $1`,
    ]) {
      const touched = await asPerson(admin, sql, [ws]).then(
        (answer) => answer.rowCount,
        (error: { code: string }) => error.code,
      )
      expect([0, refused.code], sql).toContain(touched)
    }
  })

  test('a check-in of a colleague can be changed by an admin only', async () => {
    const sql = "update checkins set activity = 'changed' where id = $1"
    const [, theirs] = here.checkins
    for (const [who, rows] of [
      [t.people.member, 0],
      [t.people.manager, 0],
      [t.people.admin, 1],
      [t.people.other, 1],
    ] as const) {
      expect((await asPerson(who, sql, [theirs])).rowCount, who.role).toBe(rows)
    }
  })

  test('nobody logs time in another’s name, and nobody hands their row to another', async () => {
    const { member, manager, admin, other } = t.people
    const insert = `insert into checkins (workspace_id, id, user_id, activity, minutes, work_date, source)
      values ($1, $2, $3, 'x', 1, '2026-11-24', 'api')`
    for (const who of [member, manager, admin]) {
      await expect(asPerson(who, insert, [who.workspaceId, v7(), other.id])).rejects.toMatchObject(
        refused,
      )
    }
    const [mine] = here.checkins
    await expect(
      asPerson(member, 'update checkins set user_id = $1 where id = $2', [other.id, mine]),
    ).rejects.toMatchObject(refused)
    await expect(
      asPerson(member, insert, [t.people.stranger.workspaceId, v7(), member.id]),
    ).rejects.toMatchObject(refused)
  })

  test('time that was logged is never removed for good by anybody', async () => {
    for (const who of [t.people.member, t.people.manager, t.people.admin]) {
      expect((await asPerson(who, 'delete from checkins')).rowCount).toBe(0)
      expect((await asPerson(who, 'delete from projects')).rowCount).toBe(0)
      expect((await asPerson(who, 'delete from tasks')).rowCount).toBe(0)
    }
  })

  test('nobody but an admin changes a role or adds a person', async () => {
    const { member, manager, admin } = t.people
    for (const who of [member, manager]) {
      await expect(
        asPerson(who, "update users set role = 'admin' where id = $1", [who.id]),
      ).rejects.toMatchObject(refused)
      await expect(
        asPerson(
          who,
          "insert into users (workspace_id, id, email, name) values ($1, $2, 'x@y.z', 'X')",
          [who.workspaceId, v7()],
        ),
      ).rejects.toMatchObject(refused)
      const colleague = "update users set name = 'X' where id = $1"
      expect((await asPerson(who, colleague, [admin.id])).rowCount).toBe(0)
      expect((await asPerson(who, colleague, [who.id])).rowCount).toBe(1)
    }
    const promote = "update users set role = 'manager' where id = $1"
    expect((await asPerson(admin, promote, [member.id])).rowCount).toBe(1)
  })

  test('only managers and admins add projects, and only admins rename the workspace', async () => {
    const insert = 'insert into projects (workspace_id, id, key, name) values ($1, $2, $3, $3)'
    const rename = "update workspaces set name = 'X'"
    const { member, manager, admin } = t.people
    const values = [member.workspaceId, v7(), 'NEW']
    await expect(asPerson(member, insert, values)).rejects.toMatchObject(refused)
    expect((await asPerson(manager, insert, values)).rowCount).toBe(1)
    expect((await asPerson(member, rename)).rowCount).toBe(0)
    expect((await asPerson(manager, rename)).rowCount).toBe(0)
    expect((await asPerson(admin, rename)).rowCount).toBe(1)
  })

  test('a task can be changed by its creator, its assignee, managers and admins', async () => {
    const sql = "update tasks set title = 'changed' where id = $1"
    const rowCounts = []
    for (const who of [t.people.member, t.people.other, t.people.manager, t.people.admin]) {
      rowCounts.push((await asPerson(who, sql, [here.task])).rowCount)
    }
    expect(rowCounts).toEqual([1, 0, 1, 1])
  })

  test('nobody shares a document that is not theirs to change', async () => {
    const link =
      'insert into document_links (workspace_id, id, document_id, project_id) values ($1, $2, $3, $4)'
    const { member, other, manager } = t.people
    const values = (document: string) => [member.workspaceId, v7(), document, here.project]
    for (const document of [here.documents.private, here.documents.shared]) {
      await expect(asPerson(other, link, values(document))).rejects.toMatchObject(refused)
    }
    await expect(asPerson(manager, link, values(here.documents.private))).rejects.toMatchObject(
      refused,
    )
    expect((await asPerson(member, link, values(here.documents.private))).rowCount).toBe(1)
    expect((await asPerson(other, 'delete from document_links')).rowCount).toBe(0)
    expect((await asPerson(other, "update documents set name = 'x'")).rowCount).toBe(0)
  })

  test('a document stays where, what and whose it is, whoever asks', async () => {
    const { member, manager, admin } = t.people
    for (const who of [member, manager, admin]) {
      for (const column of ['storage_key', 'uploader_id', 'sha256', 'size_bytes', 'mime']) {
        await expect(
          asPerson(who, `update documents set ${column} = ${column} where id = $1`, [
            here.documents.private,
          ]),
          `${who.role} ${column}`,
        ).rejects.toMatchObject(refused)
      }
      await expect(asPerson(who, 'update uploads set size_bytes = 1')).rejects.toMatchObject(
        refused,
      )
    }
  })

  test('nobody makes a document without an upload of their own', async () => {
    const insert = `insert into documents (workspace_id, id, uploader_id, name, mime, size_bytes,
      sha256, storage_key) select workspace_id, document_id, $2, name, mime, size_bytes, sha256, 'k'
      from uploads where user_id = $1`
    const { member, other, admin } = t.people
    expect((await asPerson(member, insert, [member.id, member.id])).rowCount).toBe(1)
    const made = `insert into documents (workspace_id, id, uploader_id, name, mime, size_bytes,
      sha256, storage_key) values ($1, $2, $3, 'a.pdf', 'application/pdf', 1, repeat('a', 64), 'k')`
    for (const who of [member, admin]) {
      await expect(asPerson(who, made, [who.workspaceId, v7(), who.id])).rejects.toMatchObject(
        refused,
      )
    }
    // Another's upload is not even seen, so nothing is inserted.
    expect((await asPerson(admin, insert, [other.id, admin.id])).rowCount).toBe(0)
  })

  test.each([
    ['project', 'projects', () => here.project, () => here.documents.shared, 'other'],
    ['check-in', 'checkins', () => here.checkins[0], () => here.documents.onCheckin, 'manager'],
  ] as const)('a deleted %s shares nothing', async (_what, table, target, document, who) => {
    const read = async () =>
      (await asPerson(t.people[who], 'select from documents where id = $1', [document()])).rowCount
    expect(await read()).toBe(1)
    await t.sql(`update ${table} set deleted_at = now() where id = $1`, [target()])
    expect(await read()).toBe(0)
    await t.sql(`update ${table} set deleted_at = null where id = $1`, [target()])
    expect(await read()).toBe(1)
  })

  test('what search knows of a colleague’s row is out of reach', async () => {
    const { member, manager, admin } = t.people
    const seenBy = async (who: Person) =>
      (await asPerson(who, 'select text from search_chunks order by text')).rows.map(
        (row) => row.text,
      )
    expect(await seenBy(member)).toEqual(['private words', 'shared words'])
    expect(await seenBy(manager)).not.toContain('secret words')
    expect(await seenBy(admin)).toContain('secret words')
    for (const who of [member, manager, admin]) {
      for (const sql of ['delete from search_chunks', "update search_chunks set text = 'x'"]) {
        await expect(asPerson(who, sql), sql).rejects.toMatchObject(refused)
      }
    }
  })

  test('the functions of search answer ids of rows that the caller sees, and of no other workspace', async () => {
    const { member, manager, admin, stranger } = t.people
    const ask = async (who: Person | null, workspace: string) => {
      const values = [workspace]
      const words = await asPerson(
        who,
        "select owner_id from search_words($1, $$'words'$$, '{checkin,project,document}')",
        values,
      )
      const parts = await asPerson(
        who,
        "select owner_id from search_parts($1, 'wordz', '{checkin,project,document}')",
        values,
      )
      expect(parts.rowCount).toBe(words.rowCount)
      return words.rowCount
    }
    expect(await ask(member, member.workspaceId)).toBe(2)
    expect(await ask(manager, manager.workspaceId)).toBe(4)
    expect(await ask(admin, admin.workspaceId)).toBe(5)
    expect(await ask(admin, stranger.workspaceId)).toBe(0)
    expect(await ask(null, admin.workspaceId)).toBe(0)
  })

  test('what was decided about a document is for whoever sees it, and a suggestion for nobody else', async () => {
    const { member, manager, other } = t.people
    const add = (document: string) =>
      t.sql(
        `insert into ai_feedback (workspace_id, id, user_id, kind, shown, evidence, strategy, document_id)
         values ($1, $2, $3, 'document', '[]', '[]', 'rules', $4)`,
        [member.workspaceId, v7(), member.id, document],
      )
    await add(here.documents.private)
    await add(here.documents.shared)
    const count = async (who: Person) =>
      (await asPerson(who, "select id from ai_feedback where kind = 'document'")).rowCount
    expect([await count(member), await count(manager), await count(other)]).toEqual([2, 1, 1])
    const change = "update ai_feedback set outcome = 'accepted' where kind = 'document'"
    expect((await asPerson(other, change)).rowCount).toBe(0)
    const insert = `insert into ai_feedback (workspace_id, id, user_id, kind, shown, evidence, strategy, document_id)
      values ($1, $2, $3, 'document', '[]', '[]', 'rules', $4)`
    await expect(
      asPerson(other, insert, [other.workspaceId, v7(), other.id, here.documents.shared]),
    ).rejects.toMatchObject(refused)
    await expect(
      asPerson(other, insert, [other.workspaceId, v7(), member.id, null]),
    ).rejects.toMatchObject(refused)
    await t.sql("delete from ai_feedback where kind = 'document'")
  })

  test('a status is published in one’s own name, and never changed', async () => {
    const { member, other, manager, admin } = t.people
    const insert = `insert into project_narratives (workspace_id, id, project_id, author_id, source, edited,
        from_day, to_day, sentences, facts, checkin_count, minutes, as_of)
      values ($1, $2, $3, $4, 'data', false, '2026-11-17', '2026-11-24', '[]', '[]', 0, 0, now())`
    const values = (author: Person) => [author.workspaceId, v7(), here.project, author.id]
    expect((await asPerson(member, insert, values(member))).rowCount).toBe(1)
    expect((await asPerson(manager, insert, values(manager))).rowCount).toBe(1)
    await expect(asPerson(other, insert, values(other))).rejects.toMatchObject(refused)
    await expect(asPerson(manager, insert, values(admin))).rejects.toMatchObject(refused)
    for (const sql of [
      'delete from project_narratives',
      'update project_narratives set edited = true',
    ]) {
      await expect(asPerson(admin, sql), sql).rejects.toMatchObject(refused)
    }
  })

  test('a row cannot point across workspaces even past the policies', async () => {
    await expect(
      t.sql('update checkins set project_id = $1 where id = $2', [there.project, here.checkins[0]]),
    ).rejects.toMatchObject({ code: '23503' })
  })
})

describe('a project and a task', () => {
  test('of another workspace cannot be added, or pointed at, by anybody', async () => {
    const { admin, stranger } = t.people
    for (const [sql, values] of [
      [
        "insert into projects (workspace_id, id, key, name) values ($1, $2, 'NEW', 'New')",
        [stranger.workspaceId, v7()],
      ],
      [
        "insert into tasks (workspace_id, id, project_id, number, title, position) values ($1, $2, $3, 9, 'x', 'a0')",
        [stranger.workspaceId, v7(), there.project],
      ],
      ['update tasks set workspace_id = $1 where id = $2', [stranger.workspaceId, here.task]],
      ['update projects set workspace_id = $1 where id = $2', [stranger.workspaceId, here.project]],
    ] as const) {
      await expect(asPerson(admin, sql, [...values]), sql).rejects.toMatchObject(refused)
    }
    for (const sql of [
      'update tasks set project_id = $1 where id = $2',
      "insert into tasks (workspace_id, id, project_id, number, title, position) select workspace_id, gen_random_uuid(), $1, 9, 'x', 'a0' from tasks where id = $2",
    ]) {
      await expect(asPerson(admin, sql, [there.project, here.task])).rejects.toMatchObject({
        code: '23503',
      })
    }
  })

  test('that somebody hands on is changed once more by nobody but who may', async () => {
    const { member, other } = t.people
    const hand = 'update tasks set assignee_id = null, creator_id = null where id = $1'
    expect((await asPerson(member, hand, [here.task])).rowCount).toBe(1)
    expect((await asPerson(other, hand, [here.task])).rowCount).toBe(0)
  })
})

describe('the audit log', () => {
  test.each(['audit_log', 'audit_values'])('%s can be added to, never changed', async (table) => {
    for (const sql of [
      `update ${table} set workspace_id = workspace_id`,
      `delete from ${table}`,
      `truncate ${table}`,
    ]) {
      await expect(asPerson(t.people.admin, sql), sql).rejects.toMatchObject(refused)
    }
  })

  test('nobody writes in another’s name', async () => {
    const { member, admin } = t.people
    await expect(
      asPerson(
        member,
        `insert into audit_log (workspace_id, id, actor_id, actor_role, action, object_type, object_id)
         values ($1, $2, $3, 'admin', 'checkin.deleted', 'checkin', $2)`,
        [member.workspaceId, v7(), admin.id],
      ),
    ).rejects.toMatchObject(refused)
  })
})
