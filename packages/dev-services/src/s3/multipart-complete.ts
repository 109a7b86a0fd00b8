import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { receiveText } from './body.ts'
import { writeCondition } from './conditions.ts'
import { removeFile, writeDurably } from './durable-files.ts'
import { lockName } from './multipart.ts'
import { malformedXml, S3Error } from './s3-error.ts'
import { commitObject, type Operation, type Store } from './store.ts'
import { type Part, partPath, partsOf, removeUpload, type Upload, uploadOf } from './uploads.ts'
import { childText, document, parseXml } from './xml.ts'

/** S3's minimum for every part but the last. */
const minPartBytes = 5 * 1024 ** 2

export const completeUpload: Operation = async (store, incoming) => {
  const { request } = incoming
  const mayReplace = writeCondition(request)
  await uploadOf(store, request)
  const asked = askedParts(await receiveText(incoming))
  return store.lock.run(lockName(request), async () => {
    const upload = await uploadOf(store, request)
    const parts = matchParts(asked, await partsOf(store, upload))
    const file = join(store.folder.scratch, randomUUID())
    try {
      await joinParts(store, upload, parts, file)
      const digest = createHash('md5')
      for (const part of parts) digest.update(part.md5Hex, 'hex')
      const etag = `"${digest.digest('hex')}-${parts.length}"`
      const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0)
      const facts = { sizeBytes, etag, headers: upload.headers, checksums: {} }
      await commitObject(store, request, facts, mayReplace, () => store.blobs.adopt(file))
      await removeUpload(store, upload)
      const Location = `http://${request.headers.get('host')}${encodeURI(request.path)}`
      const fields = { Location, Bucket: request.bucket, Key: request.key, ETag: etag }
      return { status: 200, document: document('CompleteMultipartUploadResult', fields) }
    } finally {
      await removeFile(file)
    }
  })
}

interface AskedPart {
  partNumber: number
  etag: string
}

function askedParts(text: string): AskedPart[] {
  const root = parseXml(text)
  if (root?.name !== 'CompleteMultipartUpload') throw malformedXml()
  const asked = root.children
    .filter((child) => child.name === 'Part')
    .map((part) => ({
      partNumber: Number(childText(part, 'PartNumber') ?? Number.NaN),
      etag: (childText(part, 'ETag') ?? '').trim().replaceAll('"', ''),
    }))
  if (asked.length === 0 || !asked.every((part) => Number.isInteger(part.partNumber))) {
    throw malformedXml()
  }
  return asked
}

function matchParts(asked: readonly AskedPart[], stored: readonly Part[]): Part[] {
  if (asked.some(({ partNumber }, at) => partNumber <= (asked[at - 1]?.partNumber ?? 0))) {
    throw new S3Error(400, 'InvalidPartOrder', 'The parts are not in rising order.')
  }
  return asked.map(({ partNumber, etag }, at) => {
    const part = stored.find((one) => one.partNumber === partNumber)
    if (part?.md5Hex !== etag) {
      throw new S3Error(400, 'InvalidPart', `Part ${partNumber} is not there with this ETag.`)
    }
    if (part.sizeBytes < minPartBytes && at < asked.length - 1) {
      throw new S3Error(400, 'EntityTooSmall', `Part ${partNumber} is smaller than 5 MiB.`)
    }
    return part
  })
}

async function joinParts(store: Store, upload: Upload, parts: Part[], to: string): Promise<void> {
  await writeDurably(to, async (handle) => {
    for (const part of parts) {
      for await (const bytes of createReadStream(partPath(store, upload, part))) {
        await handle.writeFile(bytes as Buffer)
      }
    }
  })
}
