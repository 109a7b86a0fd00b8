import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { landedMigrations, lastLanded } from './migration-landed.ts'
import { lintMigration } from './migration-lint.ts'

const folder = new URL('../drizzle/', import.meta.url)
const { entries } = JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8')) as {
  entries: { tag: string }[]
}
const tags = entries.map(({ tag }) => tag)

const rulesOf = (sql: string, name = '0099_next.sql') =>
  lintMigration(name, sql).map(({ rule }) => rule)

test.each(tags)('%s holds nobody up and takes nothing from the version that still runs', (tag) => {
  const found = lintMigration(`${tag}.sql`, readFileSync(new URL(`${tag}.sql`, folder), 'utf8'))
  const known = landedMigrations[tag] ?? {}
  const times: Record<string, number> = {}
  for (const { rule } of found) times[rule] = (times[rule] ?? 0) + 1
  const expected = Object.fromEntries(Object.entries(known).map(([rule, one]) => [rule, one.times]))
  expect(times, JSON.stringify(found, null, 2)).toEqual(expected)
})

test('the list of what landed before is closed, and each of its lines has a reason', () => {
  const last = tags.indexOf(lastLanded)
  expect(last).toBe(11)
  for (const [tag, rules] of Object.entries(landedMigrations)) {
    expect(tags.slice(0, last + 1)).toContain(tag)
    for (const { why } of Object.values(rules)) expect(why.length).toBeGreaterThan(20)
  }
})

test('every file of the folder is in the journal, so that none runs unread', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  expect(files.sort()).toEqual(tags.map((tag) => `${tag}.sql`).sort())
})

describe('what is refused without a note', () => {
  test.each([
    ['drop-table', 'DROP TABLE "checkins";'],
    ['drop-column', 'ALTER TABLE "tasks" DROP COLUMN "title";'],
    ['rename', 'ALTER TABLE tasks RENAME COLUMN title TO name;'],
    ['rename', 'ALTER TABLE "tasks" RENAME TO "todos";'],
    ['drop-function', 'DROP FUNCTION ctx_user();'],
    ['truncate', 'TRUNCATE checkins;'],
    ['change-type', 'ALTER TABLE "checkins" ALTER COLUMN "minutes" SET DATA TYPE bigint;'],
    ['set-not-null', 'ALTER TABLE public.tasks ALTER COLUMN assignee_id SET NOT NULL;'],
    ['add-required-column', 'ALTER TABLE "users" ADD COLUMN "phone" text NOT NULL;'],
    ['add-constraint', 'ALTER TABLE "users" ADD CONSTRAINT "x" CHECK (length(name) < 10);'],
    ['add-constraint', 'ALTER TABLE "a" ADD CONSTRAINT "x" FOREIGN KEY (b) REFERENCES c(d);'],
    ['index-holds-writers', 'CREATE UNIQUE INDEX "x" ON "checkins" USING btree ("a");'],
    ['rewrite-rows', 'UPDATE checkins SET minutes = 1;'],
    ['rewrite-rows', "DELETE FROM checkins WHERE text = 'a;b';"],
    ['rewrites-table', 'ALTER TABLE users ADD COLUMN token uuid DEFAULT gen_random_uuid();'],
    [
      'rewrites-table',
      'ALTER TABLE tasks ADD COLUMN low text GENERATED ALWAYS AS (lower(title)) STORED;',
    ],
    ['row-security-off', 'ALTER TABLE checkins DISABLE ROW LEVEL SECURITY;'],
    ['row-security-off', 'ALTER TABLE checkins NO FORCE ROW LEVEL SECURITY;'],
    ['lock', 'LOCK TABLE checkins;'],
    ['concurrently', 'CREATE INDEX CONCURRENTLY x ON checkins (a);'],
  ])('%s: %s', (rule, sql) => {
    expect(rulesOf(sql)).toEqual([rule])
    expect(rulesOf(`CREATE TABLE other (a int);--> statement-breakpoint\n${sql}`)).toEqual([rule])
  })
})

describe('what passes', () => {
  test.each([
    'CREATE TABLE "bills" ("id" uuid PRIMARY KEY); CREATE INDEX "x" ON "bills" ("id");',
    'CREATE TABLE bills (id uuid); ALTER TABLE bills ADD CONSTRAINT c CHECK (true); ALTER TABLE bills ALTER COLUMN id SET NOT NULL;',
    'ALTER TABLE "users" ADD COLUMN "phone" text;',
    "ALTER TABLE users ADD COLUMN phone text DEFAULT '' NOT NULL;",
    'ALTER TABLE users ADD CONSTRAINT x CHECK (true) NOT VALID;',
    'ALTER TABLE users VALIDATE CONSTRAINT x;',
    'CREATE POLICY p ON users USING (true); DROP POLICY q ON users; GRANT UPDATE ON users TO ws_app;',
    'CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DELETE FROM checkins; DROP TABLE x; $$;',
    '-- DROP TABLE checkins would be wrong.\nSELECT 1;',
  ])('%s', (sql) => {
    expect(rulesOf(sql)).toEqual([])
  })

  test('a statement that says why', () => {
    const noted = `-- allow index-holds-writers: the table has a few hundred rows
CREATE INDEX x ON projects (a);`
    expect(rulesOf(noted)).toEqual([])
    expect(rulesOf(`${noted} CREATE INDEX y ON projects (b);`)).toEqual(['index-holds-writers'])
    expect(rulesOf('-- allow index-holds-writers: x\nCREATE INDEX x ON projects (a);')).toEqual([
      'index-holds-writers',
    ])
  })

  test('what takes away, with its reason and one release later', () => {
    const noted =
      '-- allow drop-column: nothing has read it for one release\nALTER TABLE a DROP COLUMN b;'
    expect(rulesOf(noted)).toEqual(['drop-column'])
    expect(rulesOf(noted, '0100_drop_b.contract.sql')).toEqual([])
    expect(rulesOf('ALTER TABLE a DROP COLUMN b;', '0100_drop_b.contract.sql')).toEqual([
      'drop-column',
    ])
  })

  test('concurrently never, because it could not run', () => {
    const noted = '-- allow concurrently: we would like to have it\nDROP INDEX CONCURRENTLY x;'
    expect(rulesOf(noted)).toEqual(['concurrently'])
  })
})
