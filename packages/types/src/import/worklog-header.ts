import { WorklogUnreadable } from './worklog-unreadable.ts'

export const worklogColumns = ['at', 'person', 'minutes', 'type', 'scope', 'text'] as const
export type WorklogColumn = (typeof worklogColumns)[number]

/** Where each column stands, and how many the header has. */
export type WorklogHeader = { positions: Record<WorklogColumn, number>; width: number }

const expected = worklogColumns.join(', ')

/** Columns by name: their order is free and others are ignored. Throws `WorklogUnreadable`. */
export function readHeader(line: string): WorklogHeader {
  const names = line.split('\t').map((name) => name.trim().toLowerCase())
  if (names.length === 1) throw new WorklogUnreadable(notTabbed(line))
  const missing = worklogColumns.filter((column) => !names.includes(column))
  if (missing.length > 0) throw new WorklogUnreadable(missingColumns(missing))
  const twice = worklogColumns.find((column) => names.indexOf(column) !== names.lastIndexOf(column))
  if (twice !== undefined) {
    throw new WorklogUnreadable(`The column ${twice} is there twice. Keep one of them.`)
  }
  return {
    positions: {
      at: names.indexOf('at'),
      person: names.indexOf('person'),
      minutes: names.indexOf('minutes'),
      type: names.indexOf('type'),
      scope: names.indexOf('scope'),
      text: names.indexOf('text'),
    },
    width: names.length,
  }
}

function notTabbed(line: string): string {
  const guess = /[;,]/.test(line) ? ' It looks like CSV: save it as tab-separated text.' : ''
  return `The first line has no tabs. It names the columns, separated by tabs: ${expected}.${guess}`
}

function missingColumns(missing: readonly string[]): string {
  const named = missing.length === 1 ? 'The column' : 'The columns'
  const verb = missing.length === 1 ? 'is' : 'are'
  return `${named} ${missing.join(', ')} ${verb} missing. The first line has to name: ${expected}.`
}
