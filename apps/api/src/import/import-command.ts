import { readFile } from 'node:fs/promises'
import { planImport } from '@worksmart/types/import/import-plan'
import { runImport } from '@worksmart/types/import/import-run'
import type { LocalPerson } from '@worksmart/types/users'
import { AppFailure, connectImportApp } from './import-app.ts'
import { type ImportArguments, readArguments, UsageProblem, usage } from './import-arguments.ts'
import { readImportFile } from './import-file.ts'
import { mapPeople } from './import-people.ts'
import { type Progress, type Screen, showProgress } from './import-progress.ts'
import { reportImport } from './import-report.ts'

export type ImportSurroundings = {
  stdout: Screen
  stderr: Screen
  /** Where a relative file name may start. */
  folders: readonly string[]
  /** The running app writes its address here. */
  serverFile: string
  /** Where the app usually runs, for when that file is not there. */
  defaultUrl: string
  signal: AbortSignal
  timeoutMs: number
  retryBaseMs: number
}

/** Runs the command and answers its exit code; every failure is told in words on `stderr`. */
export async function importCommand(
  argv: readonly string[],
  around: ImportSurroundings,
): Promise<number> {
  try {
    const command = readArguments(argv)
    if (command) return await importFile(command, around)
    around.stdout.write(usage)
    return 0
  } catch (error) {
    if (around.signal.aborted) return interrupted
    if (error instanceof UsageProblem) {
      around.stderr.write(`${error.message}\n`)
      return 2
    }
    if (error instanceof AppFailure) {
      around.stderr.write(`${error.message}\n`)
      return 1
    }
    throw error
  }
}

// What a shell reports for a command that was ended by Ctrl-C.
const interrupted = 130

async function importFile(command: ImportArguments, around: ImportSurroundings): Promise<number> {
  const { stdout, stderr, signal } = around
  const { dryRun, verbose } = command
  const { rows, refused: refusedInFile } = await readImportFile(command.file, around.folders)
  const url = command.url ?? (await runningUrl(around))
  let progress: Progress | null = null
  const onWait = (waitMs: number) =>
    progress?.note(`The app is busy or away; trying again in ${Math.ceil(waitMs / 1000)} s.`)
  const app = connectImportApp({ ...around, url, onWait })
  const { mapping, users } = mapPeople(command.target, rows, await app.people())
  const plan = planImport(rows, mapping)

  stderr.write(`${headline(dryRun, plan.lines, users, url)}\n`)
  progress = showProgress(stderr, plan.lines)
  const outcome = await runImport(plan.batches, (batch) => app.send(batch, dryRun), {
    signal,
    onProgress: ({ sent }) => progress?.update(sent),
  })
  progress.end()
  stdout.write(reportImport({ outcome, refusedInFile, leftOut: plan.leftOut, dryRun, verbose }))
  if (!outcome.stopped) return 0

  const { cause } = outcome.stopped
  if (!signal.aborted && !(cause instanceof AppFailure)) throw cause
  const why = cause instanceof AppFailure ? ` ${cause.message}` : ''
  stderr.write(
    `Stopped after ${outcome.sent.toLocaleString('en')} of ${plan.lines.toLocaleString('en')} ` +
      `lines.${why}\nRun the same command again to go on: what is there is not added twice.\n`,
  )
  return signal.aborted ? interrupted : 1
}

function headline(dryRun: boolean, lines: number, users: LocalPerson[], url: string): string {
  const who = users.map(({ name, email }) => `${name} (${email})`).join(', ')
  const count = `${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'}`
  return `${dryRun ? 'Trying' : 'Importing'} ${count} as ${who}, ${url}`
}

/** The address that the app wrote when it started here, or the usual one. */
async function runningUrl(around: ImportSurroundings): Promise<string> {
  try {
    const written: unknown = JSON.parse(await readFile(around.serverFile, 'utf8'))
    if (typeof written === 'object' && written !== null && 'url' in written) {
      const { url } = written
      if (typeof url === 'string' && URL.canParse(url)) return url.replace(/\/+$/, '')
    }
  } catch {
    // Absent or half-written: the app has not been started here, or is being started now.
  }
  return around.defaultUrl
}
