// Reads a migration as somebody does who has to run it while people work: what takes rows away from
// the version that is still running, what holds everyone up, and what cannot be undone. A statement
// that has to do so says why in a line before it: `-- allow drop-column: nothing has read it since …`.

export type Finding = { rule: string; statement: string; why: string }

type Rule = {
  name: string
  finds: RegExp
  why: string
  /** The old version may still read what goes: only in `*.contract.sql`, one release later. */
  isDestructive?: boolean
  /** Harmless on a table that the same migration makes. */
  unlessNew?: boolean
  /** No note helps. */
  never?: boolean
}

const table = String.raw`(?:if exists )?(?:only )?"?(?:public"?\.)?"?(?<table>\w+)"?`

const rules: readonly Rule[] = [
  ...[
    ['drop-table', /^drop table/, 'The version that still runs reads this table.'],
    [
      'drop-column',
      /^alter table .*\bdrop column/,
      'The version that still runs reads this column.',
    ],
    [
      'rename',
      /^alter table .*\brename\b/,
      'The version that still runs knows the old name alone.',
    ],
    [
      'drop-function',
      /^drop (function|view|type|schema|role)/,
      'The version that still runs uses it.',
    ],
    ['truncate', /^truncate/, 'What is gone does not come back with a rollback.'],
  ].map(([name, finds, why]) => ({ name, finds, why, isDestructive: true }) as Rule),
  {
    name: 'change-type',
    finds: new RegExp(`^alter table ${table} alter (?:column )?\\S+ (?:set data )?type`),
    why: 'The table is written anew while nobody can read it.',
    unlessNew: true,
  },
  {
    name: 'set-not-null',
    finds: new RegExp(`^alter table ${table} alter (?:column )?\\S+ set not null`),
    why: 'The whole table is read under a lock, and the version that still runs may write null.',
    unlessNew: true,
  },
  {
    name: 'add-required-column',
    finds: new RegExp(`^alter table ${table} add (?:column )?(?!.*\\bdefault\\b).*\\bnot null`),
    why: 'The version that still runs does not fill this column.',
    unlessNew: true,
  },
  {
    name: 'add-constraint',
    finds: new RegExp(
      `^alter table ${table} add (?:constraint \\S+ )?(?:foreign key|check|unique|primary key)(?!.*\\bnot valid\\b)`,
    ),
    why: 'The whole table is read under a lock. Add it NOT VALID and validate it in a later migration.',
    unlessNew: true,
  },
  {
    name: 'index-holds-writers',
    finds:
      /^create (?:unique )?index (?!concurrently).*? on (?:only )?"?(?:public"?\.)?"?(?<table>\w+)"?/,
    why: 'Nobody can write to the table while the index is built.',
    unlessNew: true,
  },
  {
    name: 'rewrite-rows',
    finds: /^(?:update|delete from) "?(?<table>\w+)"?/,
    why: 'Every row it touches stays locked until the migration ends.',
    unlessNew: true,
  },
  {
    name: 'rewrites-table',
    finds: new RegExp(
      `^alter table ${table} add (?:column )?.*(?:\\bgenerated always as \\(.*\\) stored|\\bdefault \\(?(?:gen_random_uuid|random|clock_timestamp|timeofday|nextval)\\()`,
    ),
    why: 'Each row gets a value of its own, so the table is written anew while nobody can read it.',
    unlessNew: true,
  },
  {
    name: 'row-security-off',
    finds: /^alter table .*\b(?:disable|no force) row level security/,
    why: 'The second wall between workspaces falls.',
    never: true,
  },
  {
    name: 'lock',
    finds: /^(?:lock table|vacuum full|cluster|reindex)\b/,
    why: 'Nobody can use the table meanwhile.',
  },
  {
    name: 'concurrently',
    finds: /\bconcurrently\b/,
    why: 'A migration runs in one transaction, in which PostgreSQL refuses this.',
    never: true,
  },
]

/** What a reviewer would ask about; empty when there is nothing. `name` is the name of the file. */
export function lintMigration(name: string, sql: string): Finding[] {
  const statements = statementsOf(sql)
  const made = new Set(
    statements.flatMap(({ text }) => {
      const [, table] =
        /^create table (?:if not exists )?"?(?:public"?\.)?"?(\w+)"?/.exec(text) ?? []
      return table ? [table] : []
    }),
  )
  const isContract = name.endsWith('.contract.sql')
  return statements.flatMap(({ text, allowed }) =>
    rules.flatMap((rule) => {
      const found = rule.finds.exec(text)
      if (!found) return []
      if (rule.unlessNew && made.has(found.groups?.table ?? '')) return []
      const isNoted = allowed.includes(rule.name)
      if (isNoted && !rule.never && (!rule.isDestructive || isContract)) return []
      const where = rule.isDestructive && !isContract ? ' Only a *.contract.sql may do it.' : ''
      return [{ rule: rule.name, statement: text.slice(0, 100), why: `${rule.why}${where}` }]
    }),
  )
}

/** Statements in lower case without comments and bodies of functions, with the rules that they note. */
function statementsOf(sql: string): { text: string; allowed: string[] }[] {
  const bodiless = sql.replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
  return bodiless.split(/;|--> statement-breakpoint/).flatMap((part) => {
    const allowed = [...part.matchAll(/^\s*-- allow ([\w-]+): \S.{9,}$/gm)].map(
      ([, rule = '']) => rule,
    )
    const text = part.replace(/--.*$/gm, '').replace(/\s+/g, ' ').trim().toLowerCase()
    return text === '' ? [] : [{ text, allowed }]
  })
}
