import { parseArgs } from 'node:util'

/** Something to correct in the command or the file; nothing was sent. Ends with exit code 2. */
export class UsageProblem extends Error {
  override readonly name = 'UsageProblem'
}

export const usage = `Usage: npm run import -- FILE.tsv --as EMAIL
       npm run import -- FILE.tsv --map PERSON=EMAIL [--map PERSON=EMAIL …]

Imports a work log: tab-separated UTF-8 text whose first line names the columns
at, person, minutes, type, scope, text. Running it again adds nothing twice.

  --as EMAIL            every line becomes a check-in of this person
  --map PERSON=EMAIL    only the lines of PERSON, as this person; may be repeated
  --dry-run             say what would happen and change nothing
  --url URL             where the app runs, by default the one running from this folder
  --verbose             list every refused line, not only the first 20
  --help                show this text

Exit code: 0 done (refused lines are listed), 1 the app could not be reached or
stopped answering, 2 something in the command or the file needs correcting.
`

export type ImportArguments = {
  file: string
  /** An e-mail address (or an id) for all lines, or one for each named person. */
  target: { as: string } | { map: ReadonlyMap<string, string> }
  dryRun: boolean
  /** The app's address without a slash at its end; null means the one that runs here. */
  url: string | null
  verbose: boolean
}

/** Null means that help was asked for. Throws `UsageProblem`. */
export function readArguments(argv: readonly string[]): ImportArguments | null {
  try {
    return readOptions(argv)
  } catch (error) {
    if (!(error instanceof UsageProblem)) throw error
    throw new UsageProblem(`${error.message}\nSee “npm run import -- --help”.`)
  }
}

function readOptions(argv: readonly string[]): ImportArguments | null {
  const { values, positionals } = parse(argv)
  if (values.help) return null
  const [file, ...more] = positionals
  if (file === undefined || file === '') throw new UsageProblem('Name the file to import.')
  if (more.length > 0) {
    throw new UsageProblem(
      `Only one file can be imported at a time, but there is also “${more.join(' ')}”. ` +
        'The options have to follow a “--”: npm run import -- FILE.tsv --as EMAIL',
    )
  }
  return {
    file,
    target: targetOf(values.as, values.map),
    dryRun: values['dry-run'],
    url: values.url === undefined ? null : readUrl(values.url),
    verbose: values.verbose,
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        as: { type: 'string' },
        map: { type: 'string', multiple: true, default: [] },
        'dry-run': { type: 'boolean', default: false },
        url: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (error) {
    const [words = 'The options cannot be read'] = String(
      error instanceof Error ? error.message : error,
    ).split(/\. |\n/)
    throw new UsageProblem(`${words.replace(/\.$/, '')}.`)
  }
}

function targetOf(as: string | undefined, map: readonly string[]): ImportArguments['target'] {
  if (as !== undefined && map.length > 0) {
    throw new UsageProblem('Use --as for all lines or --map for some people, not both.')
  }
  if (as !== undefined) {
    if (as.trim() === '') throw new UsageProblem('Give --as an e-mail address.')
    return { as: as.trim() }
  }
  if (map.length === 0) {
    throw new UsageProblem('Say whose check-ins these become: --as EMAIL or --map PERSON=EMAIL.')
  }
  const people = new Map<string, string>()
  for (const pair of map) {
    const [person, email] = readPair(pair)
    if (people.has(person)) throw new UsageProblem(`--map names ${person} twice.`)
    people.set(person, email)
  }
  return { map: people }
}

function readPair(pair: string): [string, string] {
  const split = pair.indexOf('=')
  const person = pair.slice(0, split).trim()
  const email = pair.slice(split + 1).trim()
  if (split < 1 || person === '' || email === '') {
    throw new UsageProblem(`“${pair}” is not PERSON=EMAIL, for example P070=ana@example.com.`)
  }
  return [person, email]
}

function readUrl(raw: string): string {
  const url = URL.canParse(raw) ? new URL(raw) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new UsageProblem(`“${raw}” is not an address like http://localhost:3000.`)
  }
  return url.href.replace(/\/+$/, '')
}
