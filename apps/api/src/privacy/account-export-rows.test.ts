// What is in an export, compared with what is in the database: a new table or column fails here until
// somebody has said where it goes.

import { AccountExport } from '@worksmart/types/account-export'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { aLife } from '../../test/a-life.ts'
import type { Person } from '../../test/app.ts'
import { createDocumentsApp, type DocumentsApp } from '../../test/documents-app.ts'
import { aProject, aTask } from '../../test/factories.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
  const { member, other, manager, stranger } = t.people
  for (const [person, word, key] of [
    [member, 'mine', 'MINE'],
    [other, 'theirs', 'THEIRS'],
    [manager, 'theirs', 'BOSS'],
    [stranger, 'theirs', 'FAR'],
  ] as const) {
    await aLife(t, person, word, key)
    await t.sql(
      `insert into erasures (workspace_id, id, user_id, requested_by, done_at)
       values ($1, $2, $3, $3, now())`,
      [person.workspaceId, v7(), person.id],
    )
  }
  // An admin’s hand on the member's row: their words stand in the log, and the reason does.
  const [row] = await t.sql<{ id: string; version: number }>(
    "select id, version from checkins where activity = 'mine logged'",
  )
  await t.as(t.people.admin, 'PATCH', `/checkins/${row?.id}`, {
    ifMatch: `"${row?.id}.${row?.version}"`,
    body: { minutes: 30, reason: 'theirs, said by an admin' },
  })
})
afterAll(() => t.close())

async function exportOf(who: Person): Promise<AccountExport> {
  const answer = await t.as(who, 'GET', '/me/export')
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

type Section = Exclude<keyof AccountExport, 'exportedAt' | 'person' | 'workspace'>

/** Where each column that can name a person stands in the export, or why it does not. */
const places: Record<string, Section | { why: string }> = {
  'checkins.user_id': 'checkins',
  'projects.owner_id': 'projects',
  'tasks.creator_id': 'tasks',
  'tasks.assignee_id': 'tasks',
  'documents.uploader_id': 'documents',
  'uploads.user_id': 'uploads',
  'ai_feedback.user_id': 'suggestions',
  'project_narratives.author_id': 'narratives',
  'audit_log.actor_id': 'actions',
  'erasures.user_id': 'erasures',
  'erasures.requested_by': 'erasures',
  'ended_sessions.user_id': {
    why: 'For 30 days, the number of a session that was signed out of; Clerk lists them to the person.',
  },
  'idempotency_keys.user_id': {
    why: 'For two days, the answers to writes whose rows are in the export themselves.',
  },
  'search_chunks.user_id': {
    why: 'Made from rows that are in the export, and made again at will.',
  },
  'search_chunks.owner_id': { why: 'Names what was made searchable, which is no person.' },
  'audit_log.object_id': { why: 'What a line is about; a line is its actor’s.' },
  'uploads.document_id': { why: 'Names a document.' },
}

describe('the export holds', () => {
  test('exactly what its contract says', async () => {
    for (const who of Object.values(t.people)) {
      const data = await exportOf(who)
      expect(AccountExport.parse(data)).toEqual(data)
    }
  })

  test('who it is about, and where', async () => {
    const { member } = t.people
    const data = await exportOf(member)
    expect(data.person).toMatchObject({ id: member.id, email: member.email, name: 'Mia Member' })
    expect(data.workspace).toEqual({ id: member.workspaceId, name: 'Here' })
  })

  test('a place or a reason for every column of the database that can name a person', async () => {
    const columns = await t.sql<{ name: string }>(
      `select c.table_name || '.' || c.column_name as name from information_schema.columns c
        join information_schema.tables s using (table_schema, table_name)
        where c.table_schema = 'public' and s.table_type = 'BASE TABLE' and c.data_type = 'uuid'
          and c.column_name not in ('id', 'workspace_id')
          and not exists (
            select from pg_constraint k
             where k.contype = 'f' and k.conrelid = format('%I', c.table_name)::regclass
               and k.confrelid not in ('users'::regclass, 'workspaces'::regclass)
               and c.column_name in (select attname from pg_attribute a
                 where a.attrelid = k.conrelid and a.attnum = any(k.conkey)))`,
    )
    expect(columns.map((column) => column.name).sort()).toEqual(Object.keys(places).sort())
  })

  test.each(['member', 'manager', 'admin'] as const)(
    'every row that is the person’s and no other: %s',
    async (role) => {
      const who = t.people[role]
      const data = await exportOf(who)
      const expected = new Map<Section, Set<string>>()
      for (const [column, section] of Object.entries(places)) {
        if (typeof section !== 'string') continue
        const [table, name] = column.split('.')
        const rows = await t.sql<{ id: string }>(
          `select id from ${table} where workspace_id = $1 and ${name} = $2`,
          [who.workspaceId, who.id],
        )
        const ids = expected.get(section) ?? new Set()
        for (const { id } of rows) ids.add(id)
        expected.set(section, ids)
        if (role !== 'admin') expect(rows.length, column).toBeGreaterThan(0)
      }
      const links = await t.sql<{ id: string }>(
        `select l.id from document_links l join documents d on d.id = l.document_id
          where d.uploader_id = $1`,
        [who.id],
      )
      expected.set('documentLinks', new Set(links.map((link) => link.id)))
      for (const [section, ids] of expected) {
        const seen = data[section].map((row) => row.id)
        expect(new Set(seen).size, section).toBe(seen.length)
        expect(seen.sort(), section).toEqual([...ids].sort())
      }
      expect(expected.size).toBe(Object.keys(AccountExport.shape).length - 3)
    },
  )

  test('every column of those rows, but for the ones that are named here', async () => {
    const left: Record<Section, string[]> = {
      checkins: [],
      projects: ['last_task_number'],
      tasks: [],
      documents: ['scan_at', 'scan_tries', 'storage_key'],
      documentLinks: [],
      uploads: ['claimed_until'],
      suggestions: ['context_hash'],
      // The figures of the project, which are everyone's.
      narratives: ['as_of', 'checkin_count', 'facts', 'from_day', 'minutes', 'to_day'],
      actions: ['actor_id', 'values_hash'],
      erasures: [],
    }
    // Whose it is stands above all of them.
    const own = ['workspace_id', 'user_id']
    const person = await t.sql<{ name: string }>(
      "select column_name as name from information_schema.columns where table_name = 'users'",
    )
    const tables: Record<Section, string> = {
      ...(Object.fromEntries(
        Object.entries(places)
          .filter(([, section]) => typeof section === 'string')
          .map(([column, section]) => [section, column.split('.')[0]]),
      ) as Record<Section, string>),
      documentLinks: 'document_links',
    }
    const data = await exportOf(t.people.member)
    const camel = (name: string) => name.replace(/_(.)/g, (_, c: string) => c.toUpperCase())
    expect(['workspaceId', ...Object.keys(data.person)].sort()).toEqual(
      person.map((column) => camel(column.name)).sort(),
    )
    for (const [section, table] of Object.entries(tables) as [Section, string][]) {
      const columns = await t.sql<{ name: string }>(
        'select column_name as name from information_schema.columns where table_name = $1',
        [table],
      )
      const keys = new Set(Object.keys(data[section][0] ?? {}))
      const missing = columns
        .map((column) => column.name)
        .filter((name) => !keys.has(camel(name)) && !own.includes(name))
      expect(missing.sort(), section).toEqual(left[section])
    }
  })

  test('check-ins of the feed and of the bin as they are', async () => {
    const { checkins } = await exportOf(t.people.member)
    expect(checkins).toEqual([
      expect.objectContaining({ activity: 'mine logged', minutes: 30, deletedAt: null }),
      expect.objectContaining({
        activity: 'mine in the bin',
        deletedAt: '2026-11-24T09:30:00.000Z',
      }),
    ])
  })

  test('no word of anybody else, whatever the role', async () => {
    const { member, manager, admin } = t.people
    const mine = JSON.stringify(await exportOf(member))
    for (const text of ['theirs', 'Otto', 'Marco', 'Ana', 'otto@', 'sam@', 'THEIRS', 'BOSS']) {
      expect(mine).not.toContain(text)
    }
    for (const who of [manager, admin]) {
      const data = JSON.stringify(await exportOf(who))
      for (const text of ['mine', 'Mia', 'Otto', 'mia@', 'otto@']) expect(data).not.toContain(text)
    }
  })

  test('what the person set, and not what stood there before or came back', async () => {
    const { admin, member } = t.people
    const task = await aTask(t, member, await aProject(t, member, { key: 'SET' }), {
      title: 'secret words',
    })
    await t.as(admin, 'PATCH', `/tasks/${task}`, {
      ifMatch: `"${task}.1"`,
      body: { status: 'done' },
    })
    await t.as(admin, 'DELETE', `/tasks/${task}`, { ifMatch: `"${task}.2"` })
    expect((await t.as(admin, 'POST', `/tasks/${task}/restore`)).statusCode).toBe(200)
    const data = await exportOf(admin)
    const lines = data.actions.filter((line) => line.objectId === task)
    expect(lines.map((line) => [line.action, line.values])).toEqual([
      ['task.updated', expect.objectContaining({ status: 'done' })],
      ['task.deleted', null],
      ['task.restored', null],
    ])
    expect(JSON.stringify(data)).not.toContain('secret words')
  })
})
