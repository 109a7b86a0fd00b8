// @vitest-environment node
import { expect, test, vi } from 'vitest'
import { aTeam, setFault } from '../../test/real-api-client.ts'
import { aPdf, aQueue, documentNames, nodeHash, nodePut, settled } from '../../test/upload-ports.ts'
import { Unreachable } from './client.ts'
import { StoreRefusal } from './object-store.ts'
import type { QueueOptions } from './upload-queue.ts'

test('a store that fails is tried three times more, then a person retries', async () => {
  const { member } = await aTeam()
  let failures = 4
  const put: QueueOptions['put'] = async (request) => {
    if (failures-- > 0) throw new StoreRefusal(503)
    await nodePut(request)
  }
  const { queue, rests } = aQueue(member, { put })
  queue.add([aPdf()], null)
  await settled(queue, ['failed'])
  expect(rests).toEqual([500, 1500, 4500])
  expect(queue.uploads()[0]?.step).toMatchObject({ reached: 'nothing', canRetry: true })
  queue.retry(queue.uploads()[0]?.id ?? '')
  await settled(queue, ['done'])
  expect(await documentNames(member)).toEqual(['plan.pdf'])
})

test('an address that has run out is signed again, for the same upload', async () => {
  const { member } = await aTeam()
  const urls: string[] = []
  const put: QueueOptions['put'] = async (request) => {
    urls.push(new URL(request.url).pathname)
    if (urls.length === 1) throw new StoreRefusal(403)
    await nodePut(request)
  }
  const { queue } = aQueue(member, { put })
  queue.add([aPdf()], null)
  await settled(queue, ['done'])
  expect(urls).toHaveLength(2)
  expect(new Set(urls).size).toBe(1)
})

test('a store that always says no is not asked for ever', async () => {
  const { member } = await aTeam()
  const put = vi.fn<QueueOptions['put']>(async () => {
    throw new StoreRefusal(403)
  })
  const { queue } = aQueue(member, { put })
  queue.add([aPdf()], null)
  await settled(queue, ['failed'])
  expect(put).toHaveBeenCalledTimes(3)
})

test('a file that is in the store already is only confirmed', async () => {
  const { member } = await aTeam()
  let isFirst = true
  const put: QueueOptions['put'] = async (request) => {
    await nodePut(request)
    // The answer was lost on its way, so the same address is used a second time: 412.
    if (isFirst) {
      isFirst = false
      throw new Unreachable('lost')
    }
  }
  const { queue } = aQueue(member, { put })
  queue.add([aPdf()], null)
  await settled(queue, ['done'])
  expect(await documentNames(member)).toEqual(['plan.pdf'])
})

test('a confirm that fails is all that is retried', async () => {
  const { member } = await aTeam()
  const put = vi.fn<QueueOptions['put']>(async (request) => {
    await nodePut(request)
    const fault = { kind: 'problem', status: 503, code: 'storage.unavailable' } as const
    await setFault(member.id, { ...fault, path: '/documents' })
  })
  const { queue } = aQueue(member, { put })
  queue.add([aPdf()], null)
  await settled(queue, ['failed'])
  expect(queue.uploads()[0]?.step).toMatchObject({ reached: 'stored' })
  await setFault(member.id, null)
  queue.retry(queue.uploads()[0]?.id ?? '')
  await settled(queue, ['done'])
  expect(put).toHaveBeenCalledTimes(1)
})

test('a file that is not what its name says is refused for good, with the reason', async () => {
  const { member } = await aTeam()
  const { queue, storage } = aQueue(member)
  queue.add([new File(['MZ\u0090 not a picture'], 'photo.png')], null)
  await settled(queue, ['failed'])
  expect(queue.uploads()[0]?.step).toMatchObject({
    canRetry: false,
    error: { code: 'upload.content_mismatch' },
  })
  expect(storage.length).toBe(0)
})

test('a file that changed while it was sent is hashed anew by a retry', async () => {
  const { member } = await aTeam()
  let isFirst = true
  const hash: QueueOptions['hash'] = async (file) => {
    if (!isFirst) return nodeHash(file)
    isFirst = false
    return 'ab'.repeat(32)
  }
  const { queue } = aQueue(member, { hash })
  queue.add([aPdf()], null)
  await settled(queue, ['failed'])
  queue.retry(queue.uploads()[0]?.id ?? '')
  await settled(queue, ['done'])
})

test('a lost connection fails after its tries, and its return sends the file', async () => {
  const { member } = await aTeam()
  await setFault(member.id, { kind: 'refuse' })
  const { queue } = aQueue(member)
  queue.add([aPdf()], null)
  await settled(queue, ['failed'])
  await setFault(member.id, null)
  queue.retryUnreached()
  await settled(queue, ['done'])
})

test('too many in a minute is waited out as long as the api asks', async () => {
  const { member } = await aTeam()
  const fault = {
    kind: 'problem',
    status: 429,
    code: 'rate.limited',
    retryAfterSeconds: 7,
  } as const
  await setFault(member.id, { ...fault, path: '/documents/presign' })
  const rests: number[] = []
  const rest: QueueOptions['rest'] = async (ms) => {
    rests.push(ms)
    await setFault(member.id, null)
  }
  const { queue } = aQueue(member, { rest })
  queue.add([aPdf()], null)
  await settled(queue, ['done'])
  expect(rests).toEqual([7000])
})
