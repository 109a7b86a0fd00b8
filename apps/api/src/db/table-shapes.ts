import type pg from 'pg'

/** A table as a backup sees it: what to read, in which order, and what has to be there before. */
export type TableShape = {
  name: string
  columns: { name: string; type: string }[]
  /** The columns of the primary key, in its order. */
  key: string[]
}

/** Every table of the schema `public`, each after those that it refers to. */
export async function readTableShapes(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape & { parents: string[] }>(`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
                order by a.attnum)
         from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      ) as columns,
      coalesce((select json_agg(a.attname order by k.place)
         from pg_index i, unnest(i.indkey) with ordinality k(attnum, place), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum
      ), '[]') as key,
      coalesce((select json_agg(distinct p.relname)
         from pg_constraint f join pg_class p on p.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '[]') as parents
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    order by c.relname`)
  const ordered: typeof rows = []
  const names = new Set<string>()
  while (ordered.length < rows.length) {
    const next = rows.find(
      ({ name, parents }) => !names.has(name) && parents.every((parent) => names.has(parent)),
    )
    if (!next) throw new Error('The tables refer to each other in a circle; a backup has no order.')
    ordered.push(next)
    names.add(next.name)
  }
  return ordered.map(({ name, columns, key }) => ({ name, columns, key }))
}

/** A name in SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
