import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backupName, lastBackupAt, removeOldBackups } from '../src/backup/backup.ts'
import { backUpDaily, untilDueMs } from '../src/backup/daily.ts'
import { makeMetrics } from '../src/metrics/metrics.ts'

const at = new Date('2026-11-24T02:00:00Z')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worksmart-backup-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('old ones go after 30 days, the newest never, and nothing else of the folder', async () => {
  const keep = join(folder, 'keep')
  await mkdir(keep)
  for (const day of ['2026-09-01', '2026-10-24', '2026-10-26'])
    await writeFile(join(keep, backupName(new Date(`${day}T02:00:00Z`))), '')
  await writeFile(join(keep, 'notes.txt'), '')
  expect(await removeOldBackups(keep, 30, at)).toEqual([
    backupName(new Date('2026-09-01T02:00:00Z')),
    backupName(new Date('2026-10-24T02:00:00Z')),
  ])
  expect(await removeOldBackups(keep, 30, new Date('2027-11-24'))).toEqual([])
  expect((await readdir(keep)).sort()).toEqual([
    'notes.txt',
    'worksmart-2026-10-26T02-00-00Z.backup',
  ])
  expect(await lastBackupAt(keep)).toEqual(new Date('2026-10-26T02:00:00Z'))
  expect(await lastBackupAt(join(keep, 'none'))).toBe(null)
})

test.each([
  ['none yet', null, 0],
  ['two days old', '2026-11-22T02:00:00Z', 0],
  ['of last night', '2026-11-24T02:00:10Z', 16 * 3_600_000],
])('the next one after %s', (_, last, expected) => {
  const now = new Date('2026-11-24T10:00:00Z')
  expect(untilDueMs(now, 2, last === null ? null : new Date(last))).toBe(expected)
})

test('one that fails is said and counted, and stopping waits for the one at work', async () => {
  const metrics = makeMetrics()
  const said: string[] = []
  const stop = backUpDaily({
    hour: 2,
    lastAt: async () => null,
    run: () => Promise.reject(new Error('no space left')),
    now: () => at,
    log: (line) => void said.push(line),
    metrics,
  })
  await expect.poll(() => said).toEqual(['The backup failed: no space left'])
  expect(metrics.render()).toContain('worksmart_backup_runs_total{outcome="failed"} 1')
  expect(metrics.render()).toContain('worksmart_backup_last_done_seconds 0')
  await stop()
})
