import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lintMigration } from './migration-lint.ts'

const folder = new URL('../drizzle/', import.meta.url)
const { entries } = JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8')) as {
  entries: { tag: string; when: number }[]
}
// What came before ran on databases that nobody used yet, and an applied migration is never edited.
const firstRelease = Date.parse('2026-12-01T00:00:00Z')

const rulesOf = (sql: string, name = '0099_next.sql') =>
  lintMigration(name, sql).map(({ rule }) => rule)

test.each(entries.map(({ tag, when }) => [tag, when] as const))(
  '%s holds nobody up and takes nothing from the version that still runs',
  (tag, when) => {
    const found = lintMigration(`${tag}.sql`, readFileSync(new URL(`${tag}.sql`, folder), 'utf8'))
    if (when >= firstRelease) expect(found).toEqual([])
    // Even before: nothing that could not have run, and nothing that was taken away.
    else expect(found.map(({ rule }) => rule)).not.toContain('concurrently')
  },
)

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
