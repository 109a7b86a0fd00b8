import { receiveText } from './body.ts'
import { invalidRequest, malformedXml } from './s3-error.ts'
import { type Operation, removeObject } from './store.ts'
import { childText, document, parseXml } from './xml.ts'

const maxKeys = 1000

/** DeleteObjects. A key that is not there counts as deleted, as S3 counts it. */
export const deleteObjects: Operation = async (store, incoming) => {
  const { request } = incoming
  store.bucket(request.bucket)
  const names = [...request.headers.keys(), request.headers.get('x-amz-trailer') ?? '']
  if (!names.some((name) => name === 'content-md5' || /^x-amz-checksum-(?!alg)/.test(name))) {
    throw invalidRequest('A bulk delete needs Content-MD5 or a checksum.')
  }
  const root = parseXml(await receiveText(incoming))
  if (root?.name !== 'Delete') throw malformedXml()
  const keys = root.children
    .filter((child) => child.name === 'Object')
    .map((child) => childText(child, 'Key') ?? '')
  if (keys.length === 0 || keys.length > maxKeys || keys.includes('')) throw malformedXml()
  for (const key of keys) await removeObject(store, request.bucket, key)
  const isQuiet = childText(root, 'Quiet')?.trim() === 'true'
  const Deleted = isQuiet ? [] : keys.map((Key) => ({ Key }))
  return { status: 200, document: document('DeleteResult', { Deleted }) }
}
