import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ObjectStoreProcess, spawnObjectStore } from './child.ts'
import { reasonToSkip, type Target } from './contract/check.ts'
import { runCheck, s3Contract } from './s3.contract.ts'

const origin = 'http://127.0.0.1:5173'
const folder = mkdtempSync(join(tmpdir(), 'ws-object-store-'))
const options = { folder, bucket: 'contract', allowedOrigins: [origin] }

describe('the local object store keeps the contract:', () => {
  let store: ObjectStoreProcess
  let target: Target

  beforeAll(async () => {
    store = await spawnObjectStore(options)
    target = {
      ...store,
      endpoint: store.url,
      forcePathStyle: true,
      lacks: new Set(),
      allowedOrigin: origin,
      killAndRestart: async () => {
        await store.kill9()
        store = await spawnObjectStore(options)
      },
      peakMemoryBytes: () => peakMemoryBytes(store.pid),
    }
  })

  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  })

  for (const check of s3Contract) {
    test(check.name, async () => {
      expect(reasonToSkip(check, target)).toBeNull()
      await runCheck(check, target)
    })
  }
})

test('the contract has 68 checks, each with a name of its own', () => {
  expect(new Set(s3Contract.map((check) => check.name)).size).toBe(68)
})

/** The most memory the process has had; where that is not told, what it has now. */
function peakMemoryBytes(pid: number): number {
  if (process.platform === 'linux') {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
  }
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return Number(stdout) * 1024
}
