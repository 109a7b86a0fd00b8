import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { openBlobs } from './blobs.ts'

async function oneBlob() {
  const folder = temporaryFolder()
  const blobs = openBlobs(folder)
  const scratch = join(folder, 'scratch')
  writeFileSync(scratch, 'bytes')
  const blob = await blobs.adopt(scratch)
  return { blobs, blob, file: join(folder, blob) }
}

test('a replaced blob stays half a minute for readers that have just looked it up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const { blobs, blob, file } = await oneBlob()
  blobs.retire(blob)
  vi.advanceTimersByTime(29_000)
  const handle = await blobs.open(blob)
  vi.advanceTimersByTime(2_000)
  vi.useRealTimers()
  await expect.poll(() => existsSync(file)).toBe(false)
  // A reader in flight keeps what it opened.
  expect(await handle.readFile('utf8')).toBe('bytes')
  await handle.close()
})

test('a duplicate outlives the blob it was made of', async () => {
  const { blobs, blob } = await oneBlob()
  const copy = await blobs.duplicate(blob)
  await blobs.sweep((name) => name === copy)
  expect(await blobs.names()).toEqual([copy])
  const handle = await blobs.open(copy)
  expect(await handle.readFile('utf8')).toBe('bytes')
  await handle.close()
})
