import { groupRefused, type ImportOutcome } from '@worksmart/types/import/import-run'
import type { RefusedLine } from '@worksmart/types/import/worklog-tsv'

const shownLines = 20

export type ImportReport = {
  outcome: ImportOutcome
  /** Lines that never left, because the reader refused them. */
  refusedInFile: readonly RefusedLine[]
  leftOut: number
  dryRun: boolean
  verbose: boolean
}

/** The final words: counts, then the refused lines by reason with their numbers in the file. */
export function reportImport(report: ImportReport): string {
  const { outcome, refusedInFile, leftOut, dryRun, verbose } = report
  const refused = [...refusedInFile, ...outcome.refused]
  const counts: [string, number][] = [
    [dryRun ? 'would be created' : 'created', outcome.created],
    ['already there', outcome.existing],
    ['refused', refused.length],
  ]
  if (leftOut > 0) counts.push(['of other people, left out', leftOut])
  const figures = counts.map(([words, count]) => [count.toLocaleString('en'), words] as const)
  const width = Math.max(...figures.map(([figure]) => figure.length))
  const lines = figures.map(([figure, words]) => `${figure.padStart(width)}  ${words}`)
  return [...lines, ...refusedLines(refused, verbose), ''].join('\n')
}

function refusedLines(refused: readonly RefusedLine[], verbose: boolean): string[] {
  if (refused.length === 0) return []
  const said = ['', 'Refused lines:']
  let room = verbose ? Number.POSITIVE_INFINITY : shownLines
  for (const { reason, lines } of groupRefused(refused)) {
    const times = lines.length === 1 ? '1 line' : `${lines.length.toLocaleString('en')} lines`
    said.push(`  ${reason} (${times})`)
    for (const { line, found } of lines.slice(0, room)) {
      said.push(`    line ${line}${found === null ? '' : `: ${found}`}`)
    }
    room = Math.max(0, room - lines.length)
  }
  const hidden = verbose ? 0 : Math.max(0, refused.length - shownLines)
  if (hidden > 0) said.push(`  and ${hidden.toLocaleString('en')} more; --verbose lists them all.`)
  return said
}
