// Documents of ten full pages, put into the local object store as the api puts them there, and analysed
// by the service until there is a rate.

import { createHash } from 'node:crypto'
import { makeStorage } from '@worksmart/api/storage/storage.ts'
import type { ObjectStore } from '@worksmart/dev-services/s3/server'
import type { AnalyzeRequest } from '@worksmart/types/inference/documents'
import { treeCpuMicros, treeMemoryMb } from '../cpu.ts'
import { lastDay, projectCount, projectId } from '../fixture.ts'
import { details, objects, verbs } from '../words.ts'
import { pdfOf } from './pdf.ts'
import type { Service } from './service.ts'

const pages = 10
const linesOnPage = 44
const documents = 8
const callers = 2
const analyses = 60
const workspace = '0192f0c4-7f7d-7c64-9a5b-111111111111'

export type AnalysesResult = {
  perMinute: number
  /** CPU of the service and of the processes that read, for one document. */
  cpuMs: number
  words: number
  /** The most that all of them had at once while they worked. */
  mostTreeMb: number
}

export async function measureAnalyses(
  service: Service,
  store: ObjectStore,
): Promise<AnalysesResult> {
  const requests: AnalyzeRequest[] = []
  for (let n = 0; n < documents; n++) requests.push(await stored(store, n))
  let words = 0
  const analyse = async (n: number) => {
    const request = requests[n % requests.length] as AnalyzeRequest
    const { result } = await service.ask('analyze', request)
    words = result.pages.flatMap(({ text }) => text.match(/\w+/g) ?? []).length
    const isRead = result.pageCount === pages && words > pages * 300
    if (!isRead || result.summary.length === 0 || result.entities.length === 0) {
      throw new Error('An analysis did not read its ten pages.')
    }
  }
  for (let n = 0; n < callers; n++) await analyse(n)
  let mostTreeMb = 0
  const timer = setInterval(() => {
    mostTreeMb = Math.max(mostTreeMb, treeMemoryMb(service.pid))
  }, 250)
  try {
    const before = treeCpuMicros(service.pid)
    const started = performance.now()
    let next = 0
    await Promise.all(
      Array.from({ length: callers }, async () => {
        while (next < analyses) await analyse(next++)
      }),
    )
    const minutes = (performance.now() - started) / 60_000
    const cpuMs = (treeCpuMicros(service.pid) - before) / 1000 / analyses
    return { perMinute: analyses / minutes, cpuMs, words, mostTreeMb }
  } finally {
    clearInterval(timer)
  }
}

/** The nth document in the store, and how to ask for its analysis. */
async function stored(store: ObjectStore, n: number): Promise<AnalyzeRequest> {
  const storage = makeStorage({
    bucket: store.bucket,
    region: store.region,
    endpoint: store.url,
    publicEndpoint: null,
    credentials: { accessKeyId: store.accessKeyId, secretAccessKey: store.secretAccessKey },
    forcePathStyle: true,
    timeoutMs: 10_000,
  })
  const bytes = pdfOf(Array.from({ length: pages }, (_, page) => pageOf(n * pages + page)))
  const documentId = `0192f0c4-7f7d-7c64-9a5b-${n.toString(16).padStart(12, '0')}`
  const mime = 'application/pdf'
  const ref = { workspaceId: workspace, uploadId: documentId, documentId }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { ...ref, mime, sizeBytes: bytes.length, sha256 }
  const { url, headers } = await storage.signUpload(file, 300)
  const put = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) })
  if (!put.ok) throw new Error(`PUT: ${put.status} ${await put.text()}`)
  const found = await storage.findUpload(ref)
  const kept = await storage.keepUpload(ref, found?.etag ?? '', mime)
  storage.close()
  if (kept !== 'kept') throw new Error(`The store did not keep the document: ${kept}.`)
  return {
    documentId,
    storageKey: `documents/${workspace}/${documentId}`,
    etag: null,
    sizeBytes: bytes.length,
    mime,
    name: `report-${n}.pdf`,
    today: lastDay,
    knownNames: Array.from({ length: projectCount }, (_, i) => ({
      kind: 'project' as const,
      id: projectId(i + 1),
      name: `Project ${i + 1}`,
    })),
    candidates: Array.from({ length: projectCount }, (_, i) => ({
      kind: 'project' as const,
      id: projectId(i + 1),
      key: `P${i + 1}`,
      name: `Project ${i + 1}`,
    })),
  }
}

/** A full page: sentences that run over its lines, with dates, amounts and names among them. */
function pageOf(seed: number): string[] {
  const lines: string[] = []
  let line = ''
  for (let n = seed * 1000; lines.length < linesOnPage; n++) {
    for (const word of sentence(n).split(' ')) {
      if (line.length + word.length > 92) {
        lines.push(line)
        line = ''
      }
      line += line === '' ? word : ` ${word}`
    }
  }
  return lines.slice(0, linesOnPage)
}

function sentence(n: number): string {
  const pick = <T>(list: readonly T[], step: number) =>
    list[Math.floor(n / step) % list.length] as T
  const facts = [
    `for Project ${(n % projectCount) + 1} by ${1 + (n % 28)} November 2026`,
    `at a cost of EUR ${(n % 97) * 125 + 80}.00`,
    `which took ${2 + (n % 30)} hours`,
    'and nobody objected',
  ]
  return `In step ${n} we ${pick(verbs, 1)} ${pick(objects, 3)} ${pick(details, 7)}, ${pick(facts, 1)}.`
}
