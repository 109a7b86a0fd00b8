import { useQueryClient } from '@tanstack/react-query'
import type { CheckinBatchResult } from '@worksmart/types/checkins'
import { decodeWorklog } from '@worksmart/types/import/decode-worklog'
import { countPeople, planImport } from '@worksmart/types/import/import-plan'
import { retrying } from '@worksmart/types/import/import-retry'
import { type ImportOutcome, runImport } from '@worksmart/types/import/import-run'
import { readWorklog, type Worklog, type WorklogRow } from '@worksmart/types/import/worklog-tsv'
import { WorklogUnreadable } from '@worksmart/types/import/worklog-unreadable'
import { useEffect, useRef, useState } from 'react'
import { ApiProblem, Unreachable } from '../../api/client.ts'
import { useSession } from '../../session/session.tsx'

/** What was read, whose lines of it are meant (null: everyone's), and those lines. */
export type LoadedWorklog = {
  name: string
  worklog: Worklog
  people: readonly { person: string; lines: number }[]
  who: string | null
  rows: readonly WorklogRow[]
}
type Underway = { loaded: LoadedWorklog; sent: number; isWaiting: boolean }

export type ImportStep =
  | { phase: 'choose'; problem: string | null }
  | { phase: 'reading' }
  | ({ phase: 'checking' } & Underway)
  | { phase: 'ready'; loaded: LoadedWorklog; check: ImportOutcome }
  | ({ phase: 'importing' } & Underway)
  | { phase: 'done'; loaded: LoadedWorklog; result: ImportOutcome }

export type ImportSteps = {
  step: ImportStep
  readFile(file: File): Promise<void>
  readText(text: string): Promise<void>
  /** Checks again, without writing, for one person's lines or null for everyone's. */
  check(loaded: LoadedWorklog, who: string | null): Promise<void>
  importLines(loaded: LoadedWorklog): Promise<void>
  cancel(): void
  reset(): void
}

/** Beyond this the page would stand still while it reads; the command line has no such limit. */
export const fileLimitBytes = 10 * 1024 * 1024
const retries = 3
const retryBaseMs = 1000

/** The steps of an import: choose, check by a dry run, import, result. One run at a time. */
export function useImportSteps(): ImportSteps {
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  const [step, setStep] = useState<ImportStep>({ phase: 'choose', problem: null })
  const current = useRef<AbortController | null>(null)
  // Leaving the page stops the run: nothing would be left to show its result.
  useEffect(() => () => current.current?.abort(), [])

  function begin(): AbortController {
    current.current?.abort()
    current.current = new AbortController()
    return current.current
  }

  function reset(): void {
    current.current?.abort()
    current.current = null
    setStep({ phase: 'choose', problem: null })
  }

  async function run(phase: 'checking' | 'importing', loaded: LoadedWorklog, dryRun: boolean) {
    const { signal } = begin()
    const isCurrent = () => current.current?.signal === signal
    const show = (sent: number, isWaiting: boolean) => {
      if (isCurrent()) setStep({ phase, loaded, sent, isWaiting })
    }
    let sent = 0
    show(sent, false)
    const { batches } = planImport(loaded.rows, { everyone: me.id })
    const outcome = await runImport(
      batches,
      ({ items }) =>
        retrying(
          () =>
            client.request<CheckinBatchResult>('POST', '/checkins/batch', {
              body: { source: 'import', dryRun, items },
              signal,
            }),
          { retries, waitAfter, onWait: () => show(sent, true), signal },
        ),
      {
        signal,
        onProgress: (tally) => {
          sent = tally.sent
          show(sent, false)
        },
      },
    )
    return isCurrent() ? outcome : null
  }

  async function check(loaded: LoadedWorklog, who: string | null): Promise<void> {
    const { rows } = loaded.worklog
    const mine = who === null ? rows : rows.filter(({ person }) => person === who)
    const chosen = { ...loaded, who, rows: mine }
    const outcome = await run('checking', chosen, true)
    if (outcome) setStep({ phase: 'ready', loaded: chosen, check: outcome })
  }

  async function read(name: string, text: () => Promise<string>): Promise<void> {
    const { signal } = begin()
    setStep({ phase: 'reading' })
    try {
      const worklog = readWorklog(await text())
      if (signal.aborted) return
      const people = countPeople(worklog.rows)
      await check({ name, worklog, people, who: null, rows: worklog.rows }, null)
    } catch (error) {
      if (!signal.aborted) setStep({ phase: 'choose', problem: wordsFor(error) })
    }
  }

  return {
    step,
    check,
    readFile: (file) => read(file.name, () => textOf(file)),
    readText: (text) => read('Pasted lines', async () => text),
    async importLines(loaded) {
      const outcome = await run('importing', loaded, false)
      // Also after a stop: the lines until then are in.
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['checkins'] }),
        queryClient.invalidateQueries({ queryKey: ['tags'] }),
      ])
      if (outcome) setStep({ phase: 'done', loaded, result: outcome })
    },
    cancel() {
      // A check leaves nothing to report; an import still tells how far it came.
      if (step.phase === 'importing') current.current?.abort()
      else reset()
    },
    reset,
  }
}

async function textOf(file: File): Promise<string> {
  if (file.size > fileLimitBytes) {
    throw new WorklogUnreadable(
      'This file is over 10 MB. Cut it into parts, or use “npm run import”, which takes more.',
    )
  }
  return decodeWorklog(new Uint8Array(await file.arrayBuffer()))
}

function wordsFor(error: unknown): string {
  if (error instanceof WorklogUnreadable) return error.message
  return 'This file cannot be read. It may have been moved or changed; choose it again.'
}

function waitAfter(error: unknown, failures: number): number | null {
  const backOffMs = retryBaseMs * 2 ** (failures - 1)
  if (error instanceof Unreachable) return backOffMs
  if (!(error instanceof ApiProblem) || (error.status !== 429 && error.status !== 503)) return null
  return error.retryAfterMs ?? backOffMs
}
