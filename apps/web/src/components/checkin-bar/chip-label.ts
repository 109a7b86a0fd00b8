import { toTag } from '@worksmart/types/grammar/names'
import type { Token } from '@worksmart/types/grammar/parse-checkin'
import type { TagHue } from '@worksmart/ui/tag-hue.ts'
import { tagHue, tagHues } from '@worksmart/ui/tag-hue.ts'
import { addDays, clockWords, formatDay, longDay } from '../../lib/dates.ts'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import type { BarProject } from './checkin-bar.tsx'
import type { LineReading, Lookup } from './read-lines.ts'

export type Tint = TagHue

export type Chip = {
  kind: Token['kind'] | 'text'
  /** Offsets in the whole field. */
  start: number
  end: number
  /** The span as typed. */
  typed: string
  /** What it was understood as. */
  label: string
  /** The same for a screen reader, with its kind: `Duration 2 hours`. */
  spoken: string
  tint: Tint
  isWrong: boolean
}

const kindNames: Record<Token['kind'], string> = {
  duration: 'duration',
  range: 'time range',
  date: 'date',
  tag: 'tag',
  project: 'project',
  task: 'task',
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const isHue = (name: string): name is TagHue => (tagHues as readonly string[]).includes(name)

/** `◆ Website ×` has the colour of its project, which the api may one day extend. */
export function projectTint(project: BarProject | undefined): Tint {
  return project && isHue(project.colour) ? project.colour : 'slate'
}

// A date chip says which day a word like "yesterday" means, so only today keeps its name.
function dayLabel(day: string, today: string): string {
  return day === today ? 'Today' : formatDay(day, addDays(today, 2))
}

type Words = { label: string; spoken: string; tint: Tint }

function wordsOf(token: Token, typed: string, reading: LineReading, lookup: Lookup): Words {
  const { parsed, projectId } = reading.resolved
  if (token.kind === 'date') {
    const label = dayLabel(parsed.date, reading.ctx.today)
    return { label, spoken: longDay(parsed.date), tint: 'slate' }
  }
  if (token.kind === 'tag') {
    const tag = toTag(typed.slice(1).replace(/^["“„]|["“”]$/g, ''))
    return { label: `#${tag}`, spoken: tag, tint: tagHue(tag) }
  }
  if (token.kind === 'project') {
    const project = projectId === null ? undefined : lookup.projectOf.get(projectId)
    const name = project?.name ?? typed.slice(1)
    return { label: name, spoken: name, tint: projectTint(project) }
  }
  if (token.kind === 'task') return { label: typed, spoken: typed, tint: 'slate' }
  if (parsed.minutes === null) return { label: typed, spoken: typed, tint: 'blue' }
  if (token.kind === 'range' && parsed.start !== null && parsed.end !== null) {
    const [start, end] = [parsed.start, parsed.end].map(clockWords)
    return {
      label: `${start}–${end} · ${formatMinutes(parsed.minutes)}`,
      spoken: `${start} to ${end}, ${spokenMinutes(parsed.minutes)}`,
      tint: 'blue',
    }
  }
  return {
    label: formatMinutes(parsed.minutes),
    spoken: spokenMinutes(parsed.minutes),
    tint: 'blue',
  }
}

/** One chip per token and per span kept as text, in reading order. */
export function chipsOf(reading: LineReading, lookup: Lookup): Chip[] {
  const { start: at, text, resolved, suppressed } = reading
  const errors = resolved.diagnostics.filter(({ severity }) => severity === 'error')
  const tokens = resolved.parsed.tokens.map((token): Chip => {
    const typed = text.slice(token.start, token.end)
    const isWrong = errors.some(({ start, end }) => start < token.end && end > token.start)
    const words = wordsOf(token, typed, reading, lookup)
    return {
      ...words,
      kind: token.kind,
      start: at + token.start,
      end: at + token.end,
      typed,
      label: isWrong ? typed : words.label,
      spoken: `${capital(kindNames[token.kind])} ${isWrong ? `${typed}, not valid` : words.spoken}`,
      isWrong,
    }
  })
  const kept = suppressed.map(([start, end]): Chip => {
    const typed = text.slice(start, end)
    const span = { start: at + start, end: at + end }
    return {
      ...span,
      kind: 'text',
      typed,
      label: typed,
      spoken: typed,
      tint: 'slate',
      isWrong: false,
    }
  })
  return [...tokens, ...kept].sort((a, b) => a.start - b.start)
}

/** The name of a chip's main button. */
export function editLabel(chip: Chip): string {
  return chip.kind === 'text' ? `Read ${chip.typed} again` : `${chip.spoken}, edit`
}

/** The name of a chip's ×. */
export function suppressLabel(chip: Chip): string {
  return chip.kind === 'text' ? '' : `Do not treat ${chip.typed} as ${kindNames[chip.kind]}`
}
