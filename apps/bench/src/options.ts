import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** What one run measures. `only` is null when everything is asked for. */
export type Options = {
  rounds: number
  seconds: number
  rows: number
  users: number
  only: ReadonlySet<string> | null
  out: string | null
  /** Print a written result as the tables of the docs instead; an empty name means the newest. */
  doc: string | null
}

export const parts = [
  'A1',
  'A2',
  'A4',
  'A5',
  'A7',
  'A11',
  'plans',
  'bytes',
  'build',
  'web',
  'uploads',
  'startup',
  'ai',
] as const
export type Part = (typeof parts)[number]

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

const usage = `npm run bench -- [--rounds 5] [--seconds 2] [--rows 1000000] [--users 200]
  [--only ${parts.join(',')}] [--out file.json]
npm run bench -- --doc [file.json]   prints a written result as the tables of docs/performance.md`

/** Reads the command line; a mistake ends the process with the usage. */
export function readOptions(args: string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: args.includes('--doc'),
      options: {
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '2' },
        rows: { type: 'string', default: '1000000' },
        users: { type: 'string', default: '200' },
        only: { type: 'string' },
        out: { type: 'string' },
        doc: { type: 'boolean' },
      },
    })
    return {
      rounds: number('--rounds', values.rounds, 1, 100),
      seconds: number('--seconds', values.seconds, 0.2, 60),
      rows: number('--rows', values.rows, 20_000, 20_000_000),
      users: number('--users', values.users, 20, 5_000),
      only: values.only === undefined ? null : readParts(values.only),
      out: values.out ?? null,
      doc: values.doc ? (positionals[0] ?? '') : null,
    }
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`)
    process.exit(64)
  }
}

/** A full run is the one that the docs quote: everything, at full size. */
export function isFull({ rounds, seconds, rows, users, only }: Options): boolean {
  return only === null && rounds >= 5 && seconds >= 2 && rows === 1_000_000 && users === 200
}

export function wants(options: Options, part: Part): boolean {
  return options.only === null || options.only.has(part)
}

function number(name: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (!(value >= min && value <= max)) throw new Error(`${name} goes from ${min} to ${max}.`)
  return value
}

function readParts(text: string): Set<string> {
  const asked = text.split(',').map((part) => part.trim())
  for (const part of asked) {
    if (!(parts as readonly string[]).includes(part)) throw new Error(`There is no part ${part}.`)
  }
  return new Set(asked)
}
