import type { Document } from '@worksmart/types/documents'
import { timeLeft } from '../lib/time-left.ts'
import { checkFile, type UploadLimits } from '../lib/upload-rules.ts'
import { newId } from '../lib/uuid.ts'
import { ApiProblem, Unreachable } from './client.ts'
import type { UploadJournal, UploadNote, UploadTarget } from './upload-journal.ts'
import {
  type SendPorts,
  type SendStage,
  sendUpload,
  startOver,
  type UploadJob,
} from './upload-send.ts'

export type UploadStep =
  /** Never sent; `reason` is a sentence. */
  | { at: 'refused'; reason: string }
  | { at: 'waiting' }
  | { at: 'preparing' }
  | { at: 'uploading'; sentBytes: number; secondsLeft: number | null }
  | { at: 'checking' }
  | { at: 'done'; document: Document }
  /** `reached` is how far it came: a failed link leaves a document behind. */
  | { at: 'failed'; error: unknown; reached: 'nothing' | 'stored' | 'document'; canRetry: boolean }
  /** An earlier visit was cut off before all of the file was sent. */
  | { at: 'lost' }

export type Upload = { id: string; name: string; sizeBytes: number; step: UploadStep }

export type UploadQueue = {
  /** Oldest first. The array is another one after every change. */
  uploads(): readonly Upload[]
  subscribe(listener: () => void): () => void
  add(files: readonly File[], target: UploadTarget): void
  cancel(id: string): void
  /** Goes on from where it failed. */
  retry(id: string): void
  /** Tries again everything that failed for want of a connection. */
  retryUnreached(): void
  /** Takes the ended ones off the list. */
  clear(): void
  /** Confirms what earlier visits have sent. */
  resume(): void
  stop(): void
}

export type QueueOptions = SendPorts & {
  limits: UploadLimits
  journal: UploadJournal
  /** Waits until no other tab works on the upload. */
  hold(id: string): Promise<() => void>
  /** A clock that only runs forward. */
  nowMs(): number
  onDone(document: Document): void
}

type Entry = {
  job: UploadJob
  step: UploadStep
  abort: AbortController
  release: (() => void) | null
}

const atOnce = 3

/** True while leaving the page would lose something. */
export function isUnderWay({ step }: Upload): boolean {
  return ['waiting', 'preparing', 'uploading', 'checking'].includes(step.at)
}

/** The uploads of one person, three at a time. It stands outside the screens and outlives them. */
export function createUploadQueue(options: QueueOptions): UploadQueue {
  const { limits, journal, hold, nowMs, onDone } = options
  const entries = new Map<string, Entry>()
  const refused = new Map<string, Upload>()
  const listeners = new Set<() => void>()
  let order: string[] = []
  let list: readonly Upload[] = []
  let running = 0
  let isStopped = false

  function show() {
    list = order.flatMap((id) => {
      const entry = entries.get(id)
      if (!entry) return refused.get(id) ?? []
      const { name, sizeBytes } = entry.job
      return { id, name, sizeBytes, step: entry.step }
    })
    for (const listener of listeners) listener()
  }

  function setStep(id: string, step: UploadStep) {
    const entry = entries.get(id)
    if (!entry) return
    entry.step = step
    show()
  }

  function remove(id: string) {
    entries.delete(id)
    refused.delete(id)
    order = order.filter((other) => other !== id)
  }

  function enqueue(job: UploadJob, release: (() => void) | null) {
    entries.set(job.id, { job, step: { at: 'waiting' }, abort: new AbortController(), release })
    order = [...order, job.id]
  }

  function pump() {
    for (const entry of entries.values()) {
      if (running >= atOnce || isStopped) return
      if (entry.step.at !== 'waiting') continue
      running++
      entry.step = { at: 'preparing' }
      void run(entry).finally(() => {
        running--
        pump()
      })
    }
  }

  async function run(entry: Entry) {
    const { job, abort } = entry
    const { id } = job
    const left = timeLeft(job.sizeBytes)
    const onStage = (stage: SendStage) =>
      setStep(
        id,
        stage.at === 'uploading'
          ? { ...stage, secondsLeft: left(stage.sentBytes, nowMs()) }
          : stage,
      )
    const onPresigned = () => {
      if (job.uploadId !== null) journal.write({ ...noteOf(job), uploadId: job.uploadId })
    }
    try {
      entry.release ??= await hold(id)
      const document = await sendUpload(job, options, { onStage, onPresigned }, abort.signal)
      journal.forget(id)
      setStep(id, { at: 'done', document })
      onDone(document)
    } catch (error) {
      if (!abort.signal.aborted) fail(entry, error)
    }
    entry.release?.()
    entry.release = null
  }

  function fail({ job }: Entry, error: unknown) {
    // A document that could not be linked is a document, and others should see it.
    if (job.document) onDone(job.document)
    if (isFinal(error) || job.document) journal.forget(job.id)
    if (job.file === null && isGone(error)) {
      journal.forget(job.id)
      setStep(job.id, { at: 'lost' })
      return
    }
    const reached = job.document ? 'document' : job.isStored ? 'stored' : 'nothing'
    setStep(job.id, { at: 'failed', error, reached, canRetry: !isFinal(error) })
  }

  function retry(id: string) {
    const entry = entries.get(id)
    if (entry?.step.at !== 'failed') return
    // What was refused is gone from the store, and the file may be another one by now.
    if (!entry.job.isStored || isRefused(entry.step.error)) startOver(entry.job)
    entry.step = { at: 'waiting' }
    show()
    pump()
  }

  async function takeOver(note: UploadNote) {
    const release = await hold(note.id)
    // The tab that had sent it may have confirmed it meanwhile.
    if (isStopped || entries.has(note.id) || !journal.has(note.id)) return release()
    const sent = { file: null, mime: '', sha256: null, isStored: true, document: null }
    enqueue({ ...note, ...sent, presignKey: note.id }, release)
    show()
    pump()
  }

  return {
    uploads: () => list,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add(files, target) {
      for (const file of files) {
        const id = newId()
        const checked = checkFile(file, limits)
        if ('refusal' in checked) {
          const step: UploadStep = { at: 'refused', reason: checked.refusal }
          refused.set(id, { id, name: file.name, sizeBytes: file.size, step })
          order = [...order, id]
        } else enqueue({ id, file, target, ...checked, ...fresh() }, null)
      }
      show()
      pump()
    },
    cancel(id) {
      const entry = entries.get(id)
      entry?.abort.abort()
      journal.forget(id)
      remove(id)
      show()
    },
    retry,
    retryUnreached() {
      for (const { job, step } of entries.values()) {
        if (step.at === 'failed' && step.error instanceof Unreachable) retry(job.id)
      }
    },
    clear() {
      for (const upload of list) {
        if (isUnderWay(upload)) continue
        // A failed one may still be confirmed by a later visit, unless it is given up here.
        journal.forget(upload.id)
        remove(upload.id)
      }
      show()
    },
    resume() {
      isStopped = false
      for (const note of journal.all()) if (!entries.has(note.id)) void takeOver(note)
    },
    stop() {
      isStopped = true
      for (const { abort, release } of entries.values()) {
        abort.abort()
        release?.()
      }
      entries.clear()
      refused.clear()
      order = []
      show()
    },
  }
}

const fresh = () => ({
  presignKey: newId(),
  sha256: null,
  uploadId: null,
  isStored: false,
  document: null,
})

function noteOf({ id, name, sizeBytes, target }: UploadJob) {
  return { id, name, sizeBytes, target }
}

function isRefused(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 422
}

/** The same file would be refused again. */
function isFinal(error: unknown): boolean {
  const curable = ['upload.quota_exceeded', 'upload.checksum_mismatch', 'upload.size_mismatch']
  return error instanceof ApiProblem && isRefused(error) && !curable.includes(error.code)
}

function isGone(error: unknown): boolean {
  return (
    error instanceof ApiProblem &&
    ['upload.incomplete', 'upload.expired', 'upload.not_found'].includes(error.code)
  )
}
