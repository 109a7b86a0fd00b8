import { deniedAction } from '../src/audit/record-denial.ts'
import type { TestApp } from './app.ts'

const exceptDenials = ` where row.action <> '${deniedAction}'`

/**
 * Name → hash of every row of the table; two equal answers mean that nothing was changed. The one
 * kind of row that is left out is the sampled note of a refusal, which is written after the answer
 * and has tests of its own in refusals.test.ts.
 */
export async function databaseHash(t: TestApp): Promise<Record<string, string>> {
  const tables = await t.sql<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
  )
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(row::text, E'\\n' order by row::text)), '') as hash from public.${name} as row${name === 'audit_log' ? exceptDenials : ''}`,
  )
  const rows = await t.sql<{ name: string; hash: string }>(parts.join(' union all '))
  return Object.fromEntries(rows.map((row) => [row.name, row.hash]))
}
