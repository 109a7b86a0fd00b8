import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeStorage, type Storage } from '@worksmart/api/storage/storage.ts'
import { type FaultProxy, startFaultProxy } from '@worksmart/dev-services/fault-proxy'
import { type ObjectStore, startObjectStore } from '@worksmart/dev-services/s3/server'

export type Files = {
  store: ObjectStore
  /** Stands between the browser and the object store, and can be told to fail. */
  wire: FaultProxy
  /** Where browsers reach the store: behind the wire. */
  origin: string
  storage: Storage
  /** From now on pages of this origin may send files. */
  allow: (origin: string) => void
  close: () => Promise<void>
}

/**
 * The object store of a test. It names the pages that may call it, and the pages name the store:
 * neither knows the other's port before both listen.
 */
export async function startFiles(): Promise<Files> {
  const allowedOrigins: string[] = []
  const folder = mkdtempSync(join(tmpdir(), 'ws-e2e-objects-'))
  const store = await startObjectStore({ folder, bucket: 'worksmart', allowedOrigins })
  const wire = await startFaultProxy({
    target: { host: '127.0.0.1', port: Number(new URL(store.url).port) },
  })
  const origin = `http://127.0.0.1:${wire.port}`
  const { accessKeyId, secretAccessKey } = store
  const storage = makeStorage({
    endpoint: store.url,
    publicEndpoint: origin,
    region: store.region,
    bucket: store.bucket,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    timeoutMs: 10_000,
  })
  return {
    store,
    wire,
    origin,
    storage,
    allow: (page) => void allowedOrigins.push(page),
    async close() {
      storage.close()
      await wire.stop()
      await store.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
    },
  }
}
