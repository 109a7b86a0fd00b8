// The database, its migrations and the contracts say the same thing in three languages.

import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { feedbackOutcomes } from '@worksmart/types/ai'
import { Checkin, checkinSources } from '@worksmart/types/checkins'
import {
  analysisStatuses,
  Document,
  DocumentLink,
  documentStatuses,
  uploadStatuses,
} from '@worksmart/types/documents'
import { limits } from '@worksmart/types/limits'
import { Project, projectStatuses } from '@worksmart/types/projects'
import { roles } from '@worksmart/types/roles'
import { Task, taskStatuses } from '@worksmart/types/tasks'
import { Me } from '@worksmart/types/users'
import { Workspace } from '@worksmart/types/workspaces'
import { createSelectSchema } from 'drizzle-zod'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import * as z from 'zod'
import * as schema from '../src/db/schema.ts'
import { createTestApp, type TestApp } from './app.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

/** A contract, its table, what the answer leaves out and what it adds from elsewhere. */
const pairs: [string, z.ZodObject, z.ZodObject, string[], string[]][] = [
  [
    'checkins',
    Checkin,
    createSelectSchema(schema.checkins),
    ['workspaceId', 'sourceId', 'isSample', 'deletedAt'],
    [],
  ],
  [
    'projects',
    Project,
    createSelectSchema(schema.projects),
    ['workspaceId', 'lastTaskNumber', 'isSample', 'deletedAt'],
    [],
  ],
  [
    'tasks',
    Task,
    createSelectSchema(schema.tasks),
    ['workspaceId', 'isSample', 'deletedAt'],
    ['ref', 'loggedMinutes'],
  ],
  [
    'documents',
    Document,
    createSelectSchema(schema.documents),
    [
      ...['workspaceId', 'storageKey', 'analysisCode', 'extractedData', 'deletedAt'],
      ...['scanTries', 'scanAt'],
    ],
    [],
  ],
  [
    'document_links',
    DocumentLink,
    createSelectSchema(schema.documentLinks),
    ['workspaceId', 'updatedAt'],
    ['ref', 'title'],
  ],
  [
    'workspaces',
    Workspace,
    createSelectSchema(schema.workspaces),
    ['settings', 'clerkOrganizationId', 'createdAt', 'updatedAt'],
    ['ai'],
  ],
  [
    'users',
    Me,
    createSelectSchema(schema.users),
    ['workspaceId', 'clerkUserId', 'active', 'createdAt', 'updatedAt'],
    ['workspace', 'mode', 'sampleData', 'uploads', 'ai'],
  ],
]

/** `text`, `number` … and whether null may come. */
function kindOf(type: z.ZodType): string {
  if (type instanceof z.ZodNullable) return `${kindOf(type.unwrap() as z.ZodType)} or null`
  if (type instanceof z.ZodOptional) return kindOf(type.unwrap() as z.ZodType)
  if (type instanceof z.ZodArray) return `list of ${kindOf(type.element as z.ZodType)}`
  if (type instanceof z.ZodNumber) return 'number'
  if (type instanceof z.ZodBoolean) return 'boolean'
  if (type instanceof z.ZodString || type instanceof z.ZodEnum) return 'text'
  if (type instanceof z.ZodStringFormat) return 'text'
  return type.constructor.name
}

describe('contracts and tables', () => {
  test.each(pairs)(
    '%s: the same columns of the same kinds',
    (_name, contract, table, left, added) => {
      const columns = Object.keys(table.shape).filter((column) => !left.includes(column))
      const fields = Object.keys(contract.shape).filter((field) => !added.includes(field))
      expect(fields.sort()).toEqual(columns.sort())
      for (const field of fields) {
        expect([field, kindOf(contract.shape[field])]).toEqual([field, kindOf(table.shape[field])])
      }
      for (const column of left) expect(Object.keys(table.shape)).toContain(column)
    },
  )
})

describe('the limits of the contracts and the CHECKs of the database', () => {
  /** Every CHECK there is: the numbers and words that it has to contain. */
  const checks: Record<string, (number | string)[]> = {
    ai_feedback_outcome: [...feedbackOutcomes],
    checkins_activity_length: [1, limits.activity],
    checkins_minutes: [limits.minutesMin, limits.minutesMax],
    checkins_source: [...checkinSources],
    checkins_source_id_length: [1, limits.sourceId],
    checkins_tags_count: [limits.tags],
    checkins_tags_length: ['  ', limits.line],
    checkins_task_has_project: [],
    checkins_text_length: [1, limits.line],
    checkins_times: [],
    checkins_work_date: ['2000-01-01', '2099-12-31'],
    document_links_one_target: [1],
    documents_analysis_status: [...analysisStatuses],
    documents_name_length: [1, limits.documentName],
    audit_chain_hash: ['^[0-9a-f]{64}$'],
    documents_sha256: ['^[0-9a-f]{64}$'],
    documents_size: [0],
    documents_status: [...documentStatuses],
    ended_sessions_session_length: [1, 255],
    idempotency_keys_key_length: [1, 255],
    project_narratives_days: [],
    project_narratives_source: ['data', 'ai'],
    projects_budget: [1, limits.budgetMinutes],
    projects_dates: [],
    projects_description_length: [limits.description],
    projects_key_shape: [
      `^[A-Z][A-Z0-9]{${limits.projectKeyMin - 1},${limits.projectKeyMax - 1}}$`,
    ],
    projects_name_length: [1, limits.projectName],
    projects_status: [...projectStatuses],
    search_chunks_owner: ['checkin', 'task', 'project', 'document'],
    suggestion_fits_kind: ['task', 'project', 'tag'],
    tasks_description_length: [limits.description],
    tasks_estimate: [1, limits.budgetMinutes],
    tasks_number: [1, limits.taskNumberMax],
    tasks_position_length: [1, limits.position],
    tasks_status: [...taskStatuses],
    tasks_title_length: [1, limits.taskTitle],
    sweep_failures_count: [0],
    uploads_name_length: [1, limits.documentName],
    uploads_sha256: ['^[0-9a-f]{64}$'],
    uploads_size: [0],
    uploads_status: [...uploadStatuses],
    users_email_length: [3, limits.email],
    users_name_length: [1, limits.personName],
    users_role: [...roles],
    workspaces_name_length: [1, limits.workspaceName],
  }

  test('the list here is every CHECK of the database', async () => {
    const rows = await t.sql<{ name: string }>(
      "select conname as name from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace",
    )
    expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(checks).sort())
  })

  test.each(Object.entries(checks))('%s says the same', async (name, expected) => {
    const [row] = await t.sql<{ definition: string }>(
      'select pg_get_constraintdef(oid) as definition from pg_constraint where conname = $1',
      [name],
    )
    const words = [...(row?.definition ?? '').matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '')
    const outside = (row?.definition ?? '').replace(/'[^']*'/g, '')
    const numbers = [...outside.matchAll(/[ (](\d+)(?=\))/g)].map((match) => Number(match[1]))
    expect([...words, ...numbers].sort()).toEqual([...expected].sort())
  })
})

test('the migrations are what the schema generates', async () => {
  const here = fileURLToPath(new URL('..', import.meta.url))
  const out = await mkdtemp(join(tmpdir(), 'worksmart-drift-'))
  try {
    await cp(join(here, 'drizzle'), out, { recursive: true })
    const before = await readdir(out)
    const { stdout } = await promisify(execFile)(
      join(here, 'node_modules', '.bin', 'drizzle-kit'),
      [
        ...['generate', '--dialect', 'postgresql', '--schema', './src/db/schema.ts'],
        ...['--out', relative(here, out), '--casing', 'snake_case'],
      ],
      { cwd: here },
    )
    expect(stdout).toContain('No schema changes')
    expect(await readdir(out)).toEqual(before)
  } finally {
    await rm(out, { recursive: true, force: true })
  }
})

test('every index, key and unique constraint starts with the workspace, but for what Clerk knows without one', async () => {
  const rows = await t.sql<{ name: string; first: string }>(`
    select c.relname as name, a.attname as first
      from pg_index i join pg_class c on c.oid = i.indexrelid
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
     where c.relnamespace = 'public'::regnamespace`)
  const others = rows.filter((row) => row.first !== 'workspace_id').map((row) => row.name)
  expect(others.sort()).toEqual(['ended_sessions_pkey', 'workspaces_clerk_key', 'workspaces_pkey'])
})
