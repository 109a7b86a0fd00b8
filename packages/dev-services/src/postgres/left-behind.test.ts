// What earlier runs leave behind when they do not end as they should.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { childrenOf, holdCluster } from '../../test/holder.ts'
import { query } from '../../test/query.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { startCluster } from './cluster.ts'
import { processLife } from './process-life.ts'

const isGone = (pid: number) => expect.poll(() => processLife(pid), { timeout: 20_000 }).toBeNull()

async function startedAgain(dataDir: string) {
  const cluster = await startCluster({ dataDir })
  onTestFinished(() => cluster.stop())
  return cluster
}

test('the database stops by itself when the app is killed', async () => {
  const dataDir = join(temporaryFolder(), 'postgres')
  const holder = holdCluster(dataDir)
  const { pid, url } = await holder.ready
  await query(url, 'create table kept as select 7 as seven')
  holder.child.kill('SIGKILL')
  await isGone(pid)
  const again = await startedAgain(dataDir)
  expect(await query(again.superuserUrl('postgres'), 'table kept')).toEqual([{ seven: 7 }])
})

test('a test database and its folder vanish when the test runner is killed', async () => {
  const dataDir = join(temporaryFolder(), 'postgres')
  const holder = holdCluster(dataDir, { mode: 'disposable' })
  const { pid } = await holder.ready
  expect(existsSync(dataDir)).toBe(true)
  holder.child.kill('SIGKILL')
  await isGone(pid)
  await expect.poll(() => existsSync(dataDir), { timeout: 20_000 }).toBe(false)
})

test('a database that outlived everything is stopped, and the next start goes on', async () => {
  const dataDir = join(temporaryFolder(), 'postgres')
  const holder = holdCluster(dataDir)
  const { pid, url } = await holder.ready
  await query(url, 'create table kept as select 7 as seven')
  killWatchdog(holder.child.pid, pid)
  holder.child.kill('SIGKILL')
  await holder.ended
  expect(processLife(pid)).not.toBeNull()

  const again = await startedAgain(dataDir)
  expect(processLife(pid)).toBeNull()
  expect(await query(again.superuserUrl('postgres'), 'table kept')).toEqual([{ seven: 7 }])
})

test('after kill -9 of everything the next start finds all that was committed', async () => {
  const dataDir = join(temporaryFolder(), 'postgres')
  const holder = holdCluster(dataDir)
  const { pid, url } = await holder.ready
  await query(url, 'create table kept as select 7 as seven')
  killWatchdog(holder.child.pid, pid)
  process.kill(pid, 'SIGKILL')
  holder.child.kill('SIGKILL')
  await holder.ended
  expect(existsSync(join(dataDir, 'owner.lock'))).toBe(true)
  expect(existsSync(join(dataDir, 'data', 'postmaster.pid'))).toBe(true)

  const again = await startedAgain(dataDir)
  expect(await query(again.superuserUrl('postgres'), 'table kept')).toEqual([{ seven: 7 }])
})

test('a lock file that names a stranger stops nothing and harms nobody', async () => {
  const dataDir = join(temporaryFolder(), 'postgres')
  const first = await startCluster({ dataDir })
  await first.stop()
  writeFileSync(join(dataDir, 'data', 'postmaster.pid'), `${process.pid}\n${dataDir}/data\n`)
  writeFileSync(join(dataDir, 'owner.lock'), JSON.stringify({ pid: process.pid, life: 'another' }))
  const again = await startedAgain(dataDir)
  expect(await query(again.superuserUrl('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('of two starts at once on a new folder one runs, and the other says so in one line', async () => {
  const dataDir = join(temporaryFolder(), 'postgres')
  const both = [holdCluster(dataDir), holdCluster(dataDir)]
  const outcomes = await Promise.allSettled(both.map((one) => one.ready))
  expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  const loser = both[outcomes.findIndex((one) => one.status === 'rejected')]
  const ended = await loser?.ended
  expect(ended?.said).toMatch(/^WorkSmart already runs on [^\n]+\n$/)
  expect(ended?.code).toBe(1)
})

test('Ctrl-C lets the app use the database to the end, and leaves no process', async () => {
  const holder = holdCluster(join(temporaryFolder(), 'postgres'))
  const { pid } = await holder.ready
  const children = childrenOf(holder.child.pid)
  expect(children).toContain(pid)
  // A terminal sends Ctrl-C to the whole group, which is what a negative id does.
  process.kill(-holder.child.pid, 'SIGINT')
  const { code, said } = await holder.ended
  expect(said).toContain('{"drained":true}')
  expect(code).toBe(0)
  for (const child of children) await isGone(child)
})

/** Kills the child that is not the server, as a careful person with `kill -9` would. */
function killWatchdog(parent: number, server: number): void {
  const others = childrenOf(parent).filter((child) => child !== server)
  expect(others.length).toBeGreaterThan(0)
  for (const child of others) process.kill(child, 'SIGKILL')
}
