import { createHash } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { makeBulkhead } from '../ai/bulkhead.ts'
import type { Env } from '../env.ts'
import type { Storage } from '../storage/storage.ts'
import { askClamd, type ClamdAddress, ScanFailure, type ScanFailureCode } from './clamd.ts'

/** The file to look at, as its row says it is. */
export type ScannedFile = {
  workspaceId: string
  documentId: string
  sha256: string
}

export type ScanOutcome =
  | { verdict: 'clean' }
  | { verdict: 'infected'; signature: string }
  | { verdict: 'none'; why: ScanFailureCode }

export type Scanner = {
  /** Reads the file once and never throws; without a verdict nothing is known of it. */
  scan: (file: ScannedFile) => Promise<ScanOutcome>
  /** Runs `work` when its turn comes; null when too many wait or this process is ending. */
  inTurn: (work: () => Promise<void>) => Promise<void> | null
  /** Ends what is at work without a verdict, and begins nothing more. */
  stop: () => void
}

export type ScannerSettings = ClamdAddress & {
  /** For the connection, in ms. */
  connectMs: number
  /** For one file from its first byte to the verdict, in ms; shorter than `leaseMs` of a claim. */
  limitMs: number
}

const connectMs = 5000
/** As long as clamd itself looks at one file by default. */
const limitMs = 120_000
/** Scans of this process at a time; clamd has ten threads for everyone. */
const atOnce = 3
/** Past so many the job takes over. */
const inLine = 200

/** Where the environment says that clamd listens; null where it names none. */
export function clamdOf({ CLAMD_ADDRESS }: Env): ScannerSettings | null {
  if (!CLAMD_ADDRESS) return null
  const colon = CLAMD_ADDRESS.lastIndexOf(':')
  const host = CLAMD_ADDRESS.slice(0, colon).replace(/^\[|\]$/g, '')
  return { host, port: Number(CLAMD_ADDRESS.slice(colon + 1)), connectMs, limitMs }
}

export function makeScanner(
  settings: ScannerSettings,
  storage: Pick<Storage, 'openDocument'>,
): Scanner {
  const stopping = new AbortController()
  // Everyone in line listens to it.
  setMaxListeners(inLine + 10 * atOnce, stopping.signal)
  const takeTurn = makeBulkhead(atOnce, inLine)

  async function scan(file: ScannedFile): Promise<ScanOutcome> {
    // What is still being read when there is a verdict already is let go.
    const over = new AbortController()
    const late = AbortSignal.timeout(settings.limitMs)
    const signal = AbortSignal.any([stopping.signal, late, over.signal])
    try {
      const bytes = wholeFile(storage, file, signal)
      const signature = await askClamd(settings, bytes, { connectMs: settings.connectMs, signal })
      return signature === null ? { verdict: 'clean' } : { verdict: 'infected', signature }
    } catch (error) {
      if (stopping.signal.aborted) return { verdict: 'none', why: 'stopped' }
      if (late.aborted) return { verdict: 'none', why: 'timeout' }
      return { verdict: 'none', why: error instanceof ScanFailure ? error.code : 'unreachable' }
    } finally {
      over.abort()
    }
  }

  return {
    scan,
    inTurn: (work) => {
      if (stopping.signal.aborted) return null
      return takeTurn(stopping.signal, work)
    },
    stop: () => stopping.abort(new ScanFailure('stopped')),
  }
}

/** The bytes that were uploaded; throws at their end when they were others. */
async function* wholeFile(
  storage: Pick<Storage, 'openDocument'>,
  file: ScannedFile,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const chunk of await storage.openDocument(file, signal)) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('hex') !== file.sha256) throw new Error('These are other bytes.')
}
