import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { startObjectStore } from '@worksmart/dev-services/s3/server'
import { silenceSdkNotice } from '../src/env-storage.ts'
import { startFakeInference } from './fake-inference.ts'
import { inferenceContract } from './inference.contract.ts'
import { startService, whyNoService } from './inference-service.ts'

const documentId = '0192f0c4-7f7d-7c64-9a5b-00000000d0c5'
const storageKey = `documents/0192f0c4-7f7d-7c64-9a5b-0000000000aa/${documentId}`
const notes = 'Notes of the launch meeting, 24 November 2026. Ana will send the contract.'

inferenceContract('the fake service', async () => {
  const fake = await startFakeInference()
  const etag = '"a-tag"'
  fake.hold(new Map([[storageKey, { etag }]]))
  return {
    url: fake.url,
    token: fake.token,
    document: { documentId, storageKey, etag, sizeBytes: Buffer.byteLength(notes) },
    stop: fake.close,
  }
})

inferenceContract(
  'the real service',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'worksmart-contract-'))
    const store = await startObjectStore({ folder, bucket: 'contract', allowedOrigins: [] })
    silenceSdkNotice()
    const client = new S3Client({
      endpoint: store.url,
      region: store.region,
      forcePathStyle: true,
      credentials: { accessKeyId: store.accessKeyId, secretAccessKey: store.secretAccessKey },
      requestChecksumCalculation: 'WHEN_REQUIRED',
    })
    const { ETag: etag = '' } = await client.send(
      new PutObjectCommand({
        Bucket: store.bucket,
        Key: storageKey,
        Body: notes,
        ContentType: 'text/plain',
      }),
    )
    client.destroy()
    const { place, stop } = await startService(store)
    return {
      url: place.url,
      token: place.token,
      document: { documentId, storageKey, etag, sizeBytes: Buffer.byteLength(notes) },
      stop: async () => {
        await stop()
        await store.close()
        await rm(folder, { recursive: true, force: true })
      },
    }
  },
  whyNoService(),
)
