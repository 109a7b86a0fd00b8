import { readdirSync } from 'node:fs'
import type { Answer } from './answer.ts'
import { type Blobs, openBlobs } from './blobs.ts'
import type { Incoming } from './body.ts'
import { type Bucket, openBucket, type StoredObject } from './bucket.ts'
import { syncFolder } from './durable-files.ts'
import { type KeyLock, keyLock } from './key-lock.ts'
import { noSuchBucket, S3Error } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'
import type { StoreFolder } from './store-folder.ts'

export interface Store {
  folder: StoreFolder
  blobs: Blobs
  lock: KeyLock
  now: () => Date
  /** Throws `NoSuchBucket`. */
  bucket(name: string): Bucket
  hasBucket(name: string): boolean
  /** Makes the bucket; making it twice is fine. */
  makeBucket(name: string): Bucket
  /** Removes the blobs that were replaced. No request may run any more. */
  close(): Promise<void>
}

export type Operation = (store: Store, incoming: Incoming) => Promise<Answer>

/** Reads all buckets and removes the blobs that no object names. */
export async function openStore(folder: StoreFolder, now: () => Date): Promise<Store> {
  const blobs = openBlobs(folder.blobs)
  const present = new Set(await blobs.names())
  const buckets = new Map<string, Bucket>()
  const open = (name: string) => {
    const bucket = openBucket(folder.buckets, name, folder.scratch, (blob) => present.has(blob))
    buckets.set(name, bucket)
    return bucket
  }
  for (const name of readdirSync(folder.buckets)) open(name)
  const sweepBlobs = async () => {
    const used = new Set<string>()
    for (const bucket of buckets.values()) {
      for (const key of bucket.keys()) used.add(bucket.get(key)?.blob ?? '')
    }
    await blobs.sweep((blob) => used.has(blob))
  }
  await sweepBlobs()
  return {
    folder,
    blobs,
    lock: keyLock(),
    now,
    close: sweepBlobs,
    bucket: (name) => {
      const found = buckets.get(name)
      if (found === undefined) throw noSuchBucket()
      return found
    },
    hasBucket: (name) => buckets.has(name),
    makeBucket: (name) => {
      if (!/^(?=.{3,63}$)[a-z0-9]+([.-][a-z0-9]+)*$/.test(name)) {
        throw new S3Error(400, 'InvalidBucketName', 'The name of the bucket is not valid.')
      }
      return buckets.get(name) ?? open(name)
    },
  }
}

/**
 * Gives the key a new object, unless `mayReplace` throws. One after the other for one key, so that
 * of many conditional writes exactly one finds its condition true.
 */
export async function commitObject(
  store: Store,
  request: S3Request,
  facts: Omit<StoredObject, 'key' | 'blob' | 'lastModified'>,
  mayReplace: (current: StoredObject | undefined) => void,
  makeBlob: () => Promise<string>,
): Promise<StoredObject> {
  const bucket = store.bucket(request.bucket)
  return store.lock.run(request.path, async () => {
    const before = bucket.get(request.key)
    mayReplace(before)
    const blob = await makeBlob()
    try {
      await syncFolder(store.blobs.folder)
      const lastModified = store.now().toISOString()
      const object = { key: request.key, blob, lastModified, ...facts }
      await bucket.put(object)
      if (before !== undefined) store.blobs.retire(before.blob)
      return object
    } catch (error) {
      store.blobs.retire(blob)
      throw error
    }
  })
}

/** Removes the object if it is there. */
export async function removeObject(store: Store, bucketName: string, key: string): Promise<void> {
  const bucket = store.bucket(bucketName)
  await store.lock.run(`/${bucketName}/${key}`, async () => {
    const object = bucket.get(key)
    if (object === undefined) return
    await bucket.remove(key)
    store.blobs.retire(object.blob)
  })
}
