import { afterAll, beforeAll, expect, test } from 'vitest'
import { query } from '../../test/query.ts'
import { type Cluster, startTestCluster } from './cluster.ts'
import { cloneDatabase, cloneFromUrl, createTemplate, ensureDatabase } from './template-database.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startTestCluster()
  await createTemplate(cluster, async (url) => {
    await query(url, 'create table person as select 1 as id')
    await query(url, 'create role ws_app login')
    await query(url, 'grant all on person to ws_app')
  })
})

afterAll(() => cluster.stop())

test('what one copy changes no other copy sees', async () => {
  const one = await cloneDatabase(cluster)
  const two = await cloneDatabase(cluster)
  await query(one.superuserUrl, 'insert into person values (2)')
  expect(await query(two.superuserUrl, 'table person')).toEqual([{ id: 1 }])
})

test('twenty workers copy at once', async () => {
  const admin = cluster.superuserUrl('postgres')
  const copies = await Promise.all(Array.from({ length: 20 }, () => cloneFromUrl(admin)))
  expect(new Set(copies.map((copy) => copy.name)).size).toBe(20)
  for (const copy of copies) {
    expect(await query(copy.superuserUrl, 'table person')).toEqual([{ id: 1 }])
  }
})

test('a copy is used as the role that is named', async () => {
  const copy = await cloneDatabase(cluster)
  expect(await query(copy.urlFor('ws_app'), 'select current_user as who')).toEqual([
    { who: 'ws_app' },
  ])
})

test('a copy goes away even while it is in use', async () => {
  const copy = await cloneDatabase(cluster)
  const sleeper = query(copy.superuserUrl, 'select pg_sleep(60)').catch((error: Error) => error)
  await expect
    .poll(() => query(cluster.superuserUrl('postgres'), sessionsOf(copy.name)))
    .toHaveLength(1)
  await copy.drop()
  expect(await sleeper).toBeInstanceOf(Error)
  await expect(query(copy.superuserUrl, 'select 1')).rejects.toThrow(/does not exist/)
})

const sessionsOf = (name: string) =>
  `select pid from pg_stat_activity where datname = '${name}' and state = 'active'`

test('nobody can connect to the template and change what is copied', async () => {
  await expect(query(cluster.superuserUrl('ws_template'), 'select 1')).rejects.toThrow(
    /not currently accepting connections/,
  )
})

test('a template is made again in place of the old one', async () => {
  const make = (id: number) => (url: string) =>
    query(url, `create table fresh as select ${id} as id`).then(() => {})
  await createTemplate(cluster, make(1), 'ws_other')
  await createTemplate(cluster, make(2), 'ws_other')
  const copy = await cloneDatabase(cluster, 'ws_other')
  expect(await query(copy.superuserUrl, 'table fresh')).toEqual([{ id: 2 }])
})

test('a database is made once, whoever asks and however its name is spelled', async () => {
  const name = 'work "smart" ☕'
  await Promise.all(Array.from({ length: 5 }, () => ensureDatabase(cluster, name)))
  await ensureDatabase(cluster, name)
  const url = cluster.superuserUrl(name)
  expect(await query(url, 'select current_database() as name')).toEqual([{ name }])
})
