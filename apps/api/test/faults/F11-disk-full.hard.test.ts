import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cluster } from '@worksmart/dev-services/postgres/cluster'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApp } from '../app.ts'
import { addToTally } from '../tally.ts'
import { timed } from './expect-unavailable.ts'
import { createTestAppWithCluster } from './own-cluster.ts'
import { seen } from './seen.ts'

const disk = mkdtempSync(join(tmpdir(), 'worksmart-disk-'))

/** A disk of 256 MB that is ours to fill; false where nobody may mount one. */
function mount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256m', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    rmSync(disk, { recursive: true })
    return false
  }
}

const canMount = mount()
if (!canMount) process.stderr.write('\n*** No right to mount: F11 does NOT run. ***\n\n')
const ballast = join(disk, 'ballast')

describe.skipIf(!canMount)('a disk that is full', () => {
  let t: TestApp
  let cluster: Cluster
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ t, cluster, close } = await createTestAppWithCluster({
      dataDir: join(disk, 'postgres'),
      settings: { max_wal_size: '64MB', min_wal_size: '32MB', wal_recycle: 'off' },
    }))
  })
  afterAll(async () => {
    await close()
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
  })

  const write = (i: number) =>
    t.as(t.people.member, 'POST', '/checkins', {
      body: { text: `1h #disk line ${i}` },
      key: `disk-${i}`,
    })

  async function expectRows(acknowledged: number): Promise<void> {
    const [count] = await t.sql<{ n: number; keys: number; audits: number }>(`
      select (select count(*)::int from checkins) as n,
        (select count(distinct activity)::int from checkins) as keys,
        (select count(*)::int from audit_log where action = 'checkin.created') as audits`)
    const [n, keys] = [count?.n ?? 0, count?.keys ?? 0]
    addToTally({ acknowledged, lost: Math.max(0, acknowledged - n), doubled: n - keys })
    expect(count).toEqual({ n: acknowledged, keys: acknowledged, audits: acknowledged })
  }

  let acknowledged = 0
  let i = 0
  test('answers writes with 503, and afterwards the rows are the acknowledged ones', async () => {
    const { bfree, bsize } = statfsSync(disk)
    writeFileSync(ballast, Buffer.alloc(bfree * bsize - 2_000_000))
    const codes = new Map<string, number>()
    let refusedInARow = 0
    while (refusedInARow < 20 && i < 50_000) {
      const answer = await write(i++)
      const code = answer.statusCode === 201 ? '201' : `${answer.statusCode} ${answer.json().code}`
      codes.set(code, (codes.get(code) ?? 0) + 1)
      if (answer.statusCode === 201) acknowledged++
      refusedInARow = answer.statusCode === 201 ? 0 : refusedInARow + 1
    }
    expect((await t.as(undefined, 'GET', '/health/live')).statusCode).toBe(200)
    const ready = await t.as(undefined, 'GET', '/health/ready')
    const allowed = ['201', '503 database.full', '503 database.unavailable']
    expect([...codes.keys()].filter((code) => !allowed.includes(code))).toEqual([])
    expect(codes.size).toBeGreaterThan(1)

    rmSync(ballast)
    // A server that ended by itself is started again, as the compose file does.
    if (cluster.pid === null) await cluster.restart()
    await expect.poll(async () => (await write(0)).statusCode, { timeout: 20_000 }).toBe(201)
    await expectRows(acknowledged)
    expect((await write(i++)).statusCode).toBe(201)
    acknowledged++
    seen(
      'F11',
      `${JSON.stringify(Object.fromEntries(codes))}, ready ${ready.statusCode}, every acknowledged row there`,
    )
  })
  test('brings the server itself down where its own log does not fit, and costs no acknowledged row', async () => {
    const { bfree, bsize } = statfsSync(disk)
    writeFileSync(ballast, Buffer.alloc(bfree * bsize))
    const codes = new Set<string>()
    for (let tries = 0; tries < 20; tries++) {
      // The next part of the log has no place any more.
      await t.sql('select pg_switch_wal()').catch(() => {})
      const answer = await write(i++)
      if (answer.statusCode === 201) acknowledged++
      else codes.add(`${answer.statusCode} ${answer.json().code}`)
    }
    expect(codes).toContain('503 database.unavailable')
    expect((await t.as(undefined, 'GET', '/health/live')).statusCode).toBe(200)
    const ready = await t.as(undefined, 'GET', '/health/ready')
    expect(ready.statusCode).toBe(503)
    rmSync(ballast)
    if (cluster.pid === null) await cluster.restart()
    const { ms } = await timed(() =>
      expect.poll(async () => (await write(0)).statusCode, { timeout: 20_000 }).toBe(201),
    )
    await expectRows(acknowledged)
    seen('F11', `${[...codes].join(', ')}, ready 503, well again after ${ms.toFixed(0)}`)
  })
})
