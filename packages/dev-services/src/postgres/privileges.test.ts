import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { holdCluster } from '../../test/holder.ts'
import { query } from '../../test/query.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { startCluster } from './cluster.ts'
import { canReach, choosePrivileges } from './privileges.ts'

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65534, gid: 65534 }
const here = new URL('.', import.meta.url).pathname

test('a folder is out of reach when any folder above it is private', () => {
  const folder = temporaryFolder()
  const inner = join(folder, 'a', 'b')
  mkdirSync(inner, { recursive: true })
  expect(canReach(inner, nobody)).toBe(true)
  chmodSync(join(folder, 'a'), 0o700)
  const { uid, gid } = statSync(folder)
  expect(canReach(inner, { uid: uid + 1, gid: gid + 1 })).toBe(false)
  expect(canReach(inner, { uid, gid })).toBe(true)
  chmodSync(join(folder, 'a'), 0o710)
  expect(canReach(inner, { uid: uid + 1, gid })).toBe(true)
})

test('an ordinary user runs the programs as themselves', () => {
  const folder = temporaryFolder()
  const { owner, command } = choosePrivileges(folder, join(folder, 'data'), here, 1000)
  expect(owner).toBeNull()
  expect(command('/bin/postgres', ['-D', 'x'])).toEqual({
    file: '/bin/postgres',
    args: ['-D', 'x'],
    as: {},
  })
})

test('an ordinary user starts, stops and keeps a database', async () => {
  const folder = temporaryFolder()
  if (isRoot) chownSync(folder, nobody.uid, nobody.gid)
  const asUser = isRoot ? { uid: nobody.uid } : {}
  const dataDir = join(folder, 'postgres')
  const first = holdCluster(dataDir, asUser)
  await query((await first.ready).url, 'create table kept as select 7 as seven')
  first.child.kill('SIGINT')
  expect((await first.ended).code).toBe(0)
  const second = holdCluster(dataDir, asUser)
  expect(await query((await second.ready).url, 'table kept')).toEqual([{ seven: 7 }])
  second.child.kill('SIGINT')
  expect((await second.ended).code).toBe(0)
})

test('below a private folder the database starts too, or says how to go on', async () => {
  const folder = temporaryFolder()
  chmodSync(folder, 0o700)
  const mapped = ['--user', '--map-user=65534', '--map-group=65534', '--', 'true']
  const isOpen = !isRoot || spawnSync('unshare', mapped).status === 0
  const start = startCluster({ dataDir: join(folder, 'postgres') })
  if (!isOpen) {
    await expect(start).rejects.toThrow(/WORKSMART_DATA_DIR.*DATABASE_URL/)
    return
  }
  const cluster = await start
  onTestFinished(() => cluster.stop())
  expect(await query(cluster.superuserUrl('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('data that moves into a private folder is still used', async () => {
  const folder = temporaryFolder()
  const dataDir = join(folder, 'inner', 'postgres')
  mkdirSync(join(folder, 'inner'))
  const open = await startCluster({ dataDir })
  await query(open.superuserUrl('postgres'), 'create table kept as select 7 as seven')
  await open.stop()
  const mapped = ['--user', '--map-user=65534', '--map-group=65534', '--', 'true']
  const isOpen = !isRoot || spawnSync('unshare', mapped).status === 0
  if (isOpen) chmodSync(join(folder, 'inner'), 0o700)
  const again = await startCluster({ dataDir })
  onTestFinished(() => again.stop())
  expect(await query(again.superuserUrl('postgres'), 'table kept')).toEqual([{ seven: 7 }])
})
