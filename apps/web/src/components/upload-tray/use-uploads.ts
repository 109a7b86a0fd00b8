import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { Me } from '@worksmart/types/users'
import { useSyncExternalStore } from 'react'
import type { Client } from '../../api/client.ts'
import { renewDocuments } from '../../api/documents.ts'
import { hashFile } from '../../api/hash-file.ts'
import { putObject } from '../../api/object-store.ts'
import { uploadJournal } from '../../api/upload-journal.ts'
import { holdUpload } from '../../api/upload-locks.ts'
import { createUploadQueue, type Upload, type UploadQueue } from '../../api/upload-queue.ts'
import { useSession } from '../../session/session.tsx'

// The client is made anew for every person, and its queue goes with it.
const queues = new WeakMap<Client, UploadQueue>()

/** The uploads of whoever is signed in. The queue outlives every screen. */
export function useUploads(): UploadQueue {
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  const known = queues.get(client)
  if (known) return known
  const made = deviceQueue(client, me, queryClient)
  queues.set(client, made)
  return made
}

/** Every upload on the list, oldest first. */
export function useUploadList(): readonly Upload[] {
  const { subscribe, uploads } = useUploads()
  return useSyncExternalStore(subscribe, uploads)
}

function deviceQueue(client: Client, me: Me, queryClient: QueryClient): UploadQueue {
  return createUploadQueue({
    client,
    limits: me.uploads,
    hash: hashFile,
    put: putObject,
    rest,
    journal: uploadJournal(localStorage, me.id),
    hold: holdUpload,
    nowMs: () => performance.now(),
    onDone: () => void renewDocuments(queryClient),
  })
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
