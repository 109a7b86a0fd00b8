import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { query } from '../../test/query.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { StartRefused } from '../start-refused.ts'
import { type Cluster, startCluster } from './cluster.ts'

async function started(dataDir: string): Promise<Cluster> {
  const cluster = await startCluster({ dataDir })
  onTestFinished(() => cluster.stop())
  return cluster
}

const refusal = (start: Promise<Cluster>) =>
  start.then(
    () => 'it started',
    (error: unknown) => {
      if (!(error instanceof StartRefused)) throw error
      return error.message
    },
  )

describe('a person’s database', () => {
  test('is there again after a stop, in a folder with a space in its name', async () => {
    const dataDir = join(temporaryFolder('ws dev services '), 'not yet there', 'postgres')
    const first = await started(dataDir)
    await query(first.superuserUrl('postgres'), 'create table kept as select 7 as seven')
    await first.stop()
    expect(first.pid).toBeNull()
    const second = await started(dataDir)
    expect(await query(second.superuserUrl('postgres'), 'table kept')).toEqual([{ seven: 7 }])
  })

  test('is durable, in UTF-8, in UTC and only on the loopback address', async () => {
    const cluster = await started(temporaryFolder())
    const [row] = await query(
      cluster.superuserUrl('postgres'),
      `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
         current_setting('synchronous_commit') as commits, current_setting('server_encoding') as encoding,
         current_setting('TimeZone') as zone, current_setting('listen_addresses') as addresses`,
    )
    expect(row).toEqual({
      fsync: 'on',
      pages: 'on',
      commits: 'on',
      encoding: 'UTF8',
      zone: 'UTC',
      addresses: '127.0.0.1',
    })
  })

  test('keeps what was committed when the server is killed, and its port', async () => {
    const cluster = await started(temporaryFolder())
    const url = cluster.superuserUrl('postgres')
    await query(url, 'create table kept as select generate_series(1, 1000) as n')
    await cluster.kill9()
    expect(cluster.pid).toBeNull()
    await expect(query(url, 'select 1')).rejects.toThrow(/ECONNREFUSED/)
    await cluster.restart()
    expect(await query(url, 'select count(*)::int as rows from kept')).toEqual([{ rows: 1000 }])
  })

  test('restarts while connections are open', async () => {
    const cluster = await started(temporaryFolder())
    const url = cluster.superuserUrl('postgres')
    const sleeper = query(url, 'select pg_sleep(60)').catch((error: Error) => error.message)
    const active = "select pid from pg_stat_activity where query = 'select pg_sleep(60)'"
    await expect.poll(() => query(url, active)).toHaveLength(1)
    const before = cluster.pid
    await cluster.restart()
    expect(await sleeper).toMatch(/terminat/)
    expect(cluster.pid).not.toBe(before)
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('a start that must not happen says so in one line', () => {
  test('when the folder is in use already', async () => {
    const dataDir = temporaryFolder()
    const first = await started(dataDir)
    expect(await refusal(startCluster({ dataDir }))).toMatch(/^WorkSmart already runs on [^\n]+$/)
    expect(await query(first.superuserUrl('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('when the data is of another major version, which stays as it is', async () => {
    const dataDir = temporaryFolder()
    mkdirSync(join(dataDir, 'data'))
    writeFileSync(join(dataDir, 'data', 'PG_VERSION'), '15\n')
    expect(await refusal(startCluster({ dataDir }))).toMatch(/PostgreSQL 15.*runs 18[^\n]+$/)
    expect(readdirSync(join(dataDir, 'data'))).toEqual(['PG_VERSION'])
    expect(readFileSync(join(dataDir, 'data', 'PG_VERSION'), 'utf8')).toBe('15\n')
    // A refused start gives the folder back.
    expect(existsSync(join(dataDir, 'owner.lock'))).toBe(false)
  })

  test('when the folder holds something that is not a database', async () => {
    const dataDir = temporaryFolder()
    mkdirSync(join(dataDir, 'data'))
    writeFileSync(join(dataDir, 'data', 'photo.jpg'), 'not ours')
    expect(await refusal(startCluster({ dataDir }))).toMatch(/leaves it as it is[^\n]+$/)
    expect(readFileSync(join(dataDir, 'data', 'photo.jpg'), 'utf8')).toBe('not ours')
  })

  test('when a file is where the folder should be', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(await refusal(startCluster({ dataDir: file }))).toMatch(/cannot write in[^\n]+$/)
  })

  test('when this is production', async () => {
    const dataDir = temporaryFolder()
    vi.stubEnv('NODE_ENV', 'production')
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(await refusal(startCluster({ dataDir }))).toMatch(/DATABASE_URL[^\n]+$/)
    expect(readdirSync(dataDir)).toEqual([])
  })
})

test('a start that was cut off while making the data begins again', async () => {
  const dataDir = temporaryFolder()
  mkdirSync(join(dataDir, 'data.new-1'))
  writeFileSync(join(dataDir, 'data.new-1', 'PG_VERSION'), '18\n')
  const cluster = await started(dataDir)
  expect(await query(cluster.superuserUrl('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
  expect(readdirSync(dataDir).filter((name) => name.startsWith('data'))).toEqual(['data'])
})
