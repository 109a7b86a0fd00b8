// @vitest-environment node
import type { Project } from '@worksmart/types/projects'
import { expect, test, vi } from 'vitest'
import { apiClient, aTeam } from '../../test/real-api-client.ts'
import {
  aPdf,
  aQueue,
  documentNames,
  memory,
  nodePut,
  settled,
  steps,
  uploadLimits,
} from '../../test/upload-ports.ts'
import { uploadJournal } from './upload-journal.ts'
import type { QueueOptions } from './upload-queue.ts'

test('files become documents, and what is over a limit is refused before anything is sent', async () => {
  const { member } = await aTeam()
  const put = vi.fn(nodePut)
  const { queue, storage } = aQueue(member, { put, limits: { ...uploadLimits, maxBytes: 100 } })
  const files = [aPdf('a.pdf'), aPdf('long.pdf', 'x'.repeat(200)), aPdf('b.pdf')]
  queue.add(files, null)
  await settled(queue, ['done', 'refused', 'done'])
  expect(queue.uploads()[1]?.step).toEqual({
    at: 'refused',
    reason: 'It has 218 bytes. The limit is 100 bytes a file.',
  })
  expect(put).toHaveBeenCalledTimes(2)
  expect(await documentNames(member)).toEqual(['a.pdf', 'b.pdf'])
  expect(storage.length).toBe(0)
})

test('three are sent at a time, and a step is seen of each', async () => {
  const { member } = await aTeam()
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const put: QueueOptions['put'] = async (request) => {
    request.onProgress(3)
    await gate
    await nodePut(request)
  }
  const { queue } = aQueue(member, { put })
  queue.add(
    ['1', '2', '3', '4'].map((name) => aPdf(`${name}.pdf`)),
    null,
  )
  await settled(queue, ['uploading', 'uploading', 'uploading', 'waiting'])
  expect(queue.uploads()[0]?.step).toMatchObject({ sentBytes: 3 })
  open()
  await settled(queue, ['done', 'done', 'done', 'done'])
})

test('a file that is chosen for a project is linked to it', async () => {
  const { admin } = await aTeam()
  const client = apiClient(admin.id)
  const project = await client.request<Project>('POST', '/projects', {
    body: { key: 'WEB', name: 'Website' },
  })
  const { queue } = aQueue(admin)
  queue.add([aPdf()], { projectId: project.id })
  await settled(queue, ['done'])
  const [upload] = queue.uploads()
  const document = upload?.step.at === 'done' ? upload.step.document : null
  const page = await client.request<{ items: { projectId: string }[] }>(
    'GET',
    `/documents/${document?.id}/links`,
  )
  expect(page.items.map(({ projectId }) => projectId)).toEqual([project.id])
})

test('what an earlier visit sent is confirmed by the next one', async () => {
  const { member } = await aTeam()
  const storage = memory()
  let isSent = () => {}
  const sent = new Promise<void>((resolve) => {
    isSent = resolve
  })
  const put: QueueOptions['put'] = async (request) => {
    await nodePut(request)
    isSent()
    // The page goes before it hears the answer.
    await new Promise(() => {})
  }
  aQueue(member, { put }, storage).queue.add([aPdf()], null)
  await sent
  const { queue } = aQueue(member, {}, storage)
  queue.resume()
  await settled(queue, ['done'])
  expect(await documentNames(member)).toEqual(['plan.pdf'])
  expect(storage.length).toBe(0)
})

test('what an earlier visit did not send whole is named, so that it is chosen again', async () => {
  const { member } = await aTeam()
  const storage = memory()
  let isBegun = () => {}
  const begun = new Promise<void>((resolve) => {
    isBegun = resolve
  })
  const put: QueueOptions['put'] = async () => {
    isBegun()
    await new Promise(() => {})
  }
  aQueue(member, { put }, storage).queue.add([aPdf()], null)
  await begun
  const { queue } = aQueue(member, {}, storage)
  queue.resume()
  await settled(queue, ['lost'])
  expect(queue.uploads()[0]?.name).toBe('plan.pdf')
  expect(storage.length).toBe(0)
})

test('another tab that still works on an upload is left to it', async () => {
  const { member } = await aTeam()
  const storage = memory()
  uploadJournal(storage, member.id).write({
    id: 'a',
    uploadId: '01900000-0000-7000-8000-000000000001',
    name: 'plan.pdf',
    sizeBytes: 1,
    target: null,
  })
  const waiting: (() => void)[] = []
  const hold = () => new Promise<() => void>((held) => waiting.push(() => held(() => {})))
  const { queue } = aQueue(member, { hold }, storage)
  queue.resume()
  await vi.waitFor(() => expect(waiting).toHaveLength(1))
  expect(queue.uploads()).toEqual([])
  // The other tab ends its work and its note; then it lets go.
  uploadJournal(storage, member.id).forget('a')
  waiting[0]?.()
  await new Promise(setImmediate)
  expect(queue.uploads()).toEqual([])
})

test('a cancelled upload stops, makes room and leaves nothing', async () => {
  const { member } = await aTeam()
  const aborted: string[] = []
  const put: QueueOptions['put'] = ({ signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        aborted.push('put')
        reject(signal.reason)
      })
    })
  const { queue, storage } = aQueue(member, { put })
  queue.add([aPdf('a.pdf')], null)
  await settled(queue, ['uploading'])
  queue.cancel(queue.uploads()[0]?.id ?? '')
  expect(queue.uploads()).toEqual([])
  expect(aborted).toEqual(['put'])
  expect(storage.length).toBe(0)
})

test('clearing takes away what has ended and nothing else', async () => {
  const { member } = await aTeam()
  const put: QueueOptions['put'] = (request) =>
    request.file.size > 40 ? new Promise(() => {}) : nodePut(request)
  const { queue } = aQueue(member, { put })
  queue.add([aPdf('a.pdf'), new File([], 'none.pdf'), aPdf('b.pdf', 'x'.repeat(60))], null)
  await settled(queue, ['done', 'refused', 'uploading'])
  queue.clear()
  expect(steps(queue)).toEqual(['uploading'])
  queue.stop()
  expect(queue.uploads()).toEqual([])
})
