import { type KeyboardEvent, useCallback, useId, useMemo, useRef, useState } from 'react'
import { civilToday, nowMinute } from '../../lib/dates.ts'
import { useAnnounce } from '../live-region.tsx'
import { fieldKeyHandler } from './bar-keys.ts'
import type { CheckinBarProps } from './checkin-bar.tsx'
import { type Chip, chipsOf } from './chip-label.ts'
import { focusChip } from './chip-row.tsx'
import type { Completion, CompletionList } from './completions.ts'
import { readDraft } from './draft.ts'
import { firstError, type LineFix, noticeFor } from './line-fixes.ts'
import { marksOf } from './line-marks.ts'
import { resultOf } from './line-results.ts'
import { type LineReading, lookupOf, readLines } from './read-lines.ts'
import { spokenLine } from './spoken-line.ts'
import { withoutSpan, withSpan } from './suppressed-spans.ts'
import { useCompletions } from './use-completions.ts'
import { useDraft } from './use-draft.ts'
import { useLine } from './use-line.ts'
import { useLogging } from './use-logging.ts'
import { useNotice } from './use-notice.ts'
import { useRested } from './use-rested.ts'
import { useServerNotes } from './use-server-notes.ts'
import { useSpokenLine } from './use-spoken-line.ts'
import { isWorkLogTable } from './work-log-table.ts'

const systemClock = () => new Date()
const errorRestMs = 600
const speechRestMs = 800

/** Everything the bar knows and does; `CheckinBar` only draws it. */
export function useBar(props: CheckinBarProps) {
  const { projects, tasks, tags, timeZone, now = systemClock, onCreateProject } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const anchor = useRef<HTMLSpanElement>(null)
  const chipRow = useRef<HTMLDivElement>(null)
  const listId = useId()
  const messageId = useId()
  const announce = useAnnounce()
  const [isFocused, setIsFocused] = useState(false)
  const [refusedAt, setRefusedAt] = useState(-1)

  const lookup = useMemo(() => lookupOf(projects, tasks), [projects, tasks])
  const moment = useCallback(() => {
    const at = now()
    return { today: civilToday(timeZone, at), nowMin: nowMinute(timeZone, at) }
  }, [timeZone, now])
  const [first] = useState(() => firstDraft(props))
  const line = useLine(field, first, lookup, moment)
  const { value, suppressed, readings, version } = line
  useDraft(props.draftKey, { text: value, suppressed })

  const canCreateProject = props.canCreateProject === true && onCreateProject !== undefined
  const sources = useMemo(
    () => ({ tags, projects, tasks, suppressed, canCreateProject }),
    [tags, projects, tasks, suppressed, canCreateProject],
  )
  const completions = useCompletions(value, sources, choose)

  const isRefused = refusedAt === version
  const isRested = useRested(version, errorRestMs)
  const isSpoken = useRested(version, speechRestMs)
  const [reading] = readings
  const isMany = readings.length > 1
  const isShown = isRefused || (isRested && value.trim() !== '')
  const notice = useNotice(isMany ? undefined : reading, isShown, isRefused, {
    lookup,
    lastActivityWith: props.lastActivityWith,
    canCreateProject,
  })
  const server = useServerNotes(readings, isRested, props.onPreviewMany)
  const logging = useLogging({
    line,
    server,
    onLog: props.onLog,
    onLogMany: props.onLogMany,
    onRefused: refuse,
    onLogged: () => completions.close(),
  })
  useSpokenLine(isMany || !reading ? '' : spokenLine(reading, lookup), isSpoken && version > 0)

  const results = isMany ? readings.map((each) => resultOf(each, server.notes)) : null
  const readyCount = results?.filter(({ ok }) => ok).length ?? 0
  const chips = useMemo(() => readings.flatMap((each) => chipsOf(each, lookup)), [readings, lookup])

  function focus() {
    field.current?.focus()
  }

  function select(start: number, end: number) {
    focus()
    field.current?.setSelectionRange(start, end)
  }

  function refuse(refused: LineReading) {
    const error = firstError(refused)
    setRefusedAt(version)
    completions.close()
    if (!error) {
      select(refused.start, refused.start + refused.text.length)
      return
    }
    const shown = noticeFor(refused, error, {
      lookup,
      lastActivityWith: undefined,
      canCreateProject,
    })
    select(shown.start, shown.end)
    announce(shown.message, 'assertive')
  }

  function submit() {
    // The clock has moved on since the last key, and `now` is the moment of logging.
    logging.submit(readLines(value, suppressed, moment(), lookup))
    focus()
  }

  function fill(text: string) {
    line.write({ start: 0, end: field.current?.value.length ?? 0, text })
    line.suppress(() => [])
    completions.close()
  }

  async function createProject(name: string, start: number, end: number) {
    if (!onCreateProject) return
    try {
      await onCreateProject(name)
      announce(`Project ${name} created`)
    } catch {
      select(start, end)
      announce(`Project ${name} was not created`, 'assertive')
    }
  }

  function choose(item: Completion, { start, end }: CompletionList) {
    if (item.kind === 'keep') {
      line.suppress((spans) => withSpan(spans, [start, end]))
    } else if (item.kind === 'create') {
      void createProject(item.name, start, end)
    } else {
      const isSpaced = /\s/.test(value.charAt(end))
      line.write({ start, end, text: isSpaced ? item.text : `${item.text} ` })
      const caret = start + item.text.length + 1
      field.current?.setSelectionRange(caret, caret)
    }
    completions.close()
  }

  function applyFix(fix: LineFix) {
    if (fix.kind === 'edit') line.write(fix.edit)
    else if (fix.kind === 'keep') line.suppress((spans) => withSpan(spans, fix.span))
    else void createProject(fix.name, ...fix.span)
    completions.close()
    focus()
  }

  return {
    field,
    anchor,
    chipRow,
    listId,
    messageId,
    completions,
    notice,
    results,
    readyCount,
    chips,
    value,
    isFocused,
    isBusy: logging.isBusy,
    failure: logging.failure,
    isInvalid: notice?.severity === 'error',
    status: results ? `${readyCount} of ${results.length} lines can be logged.` : null,
    activity: isMany ? '' : (reading?.resolved.activity ?? ''),
    firstValue: first.text,
    marks: marksOf(line, chips, isShown),
    focus,
    select,
    submit,
    fill,
    choose,
    applyFix,
    suppressChip: ({ start, end }: Chip) => line.suppress((spans) => withSpan(spans, [start, end])),
    restoreChip: ({ start, end }: Chip) =>
      line.suppress((spans) => withoutSpan(spans, [start, end])),
    editChip: ({ start, end }: Chip, text: string) => line.write({ start, end, text }),
    handleChanged(isComposing: boolean) {
      line.changed(isComposing)
      if (isComposing) completions.close()
      else completions.typedAt(field.current?.selectionEnd ?? 0)
    },
    handleCaret: () => completions.movedTo(field.current?.selectionEnd ?? 0),
    handleFocus(hasFocus: boolean) {
      setIsFocused(hasFocus)
      if (!hasFocus) completions.close()
      // A day may have passed since the line was read, and "yesterday" with it.
      else if (moment().today !== line.read.moment.today) line.suppress((spans) => spans)
    },
    handlePaste(text: string): boolean {
      if (!props.onPasteTable || !isWorkLogTable(text)) return false
      props.onPasteTable(text)
      return true
    },
    handleBarKey(event: KeyboardEvent) {
      const digit = /^(?:Digit|Numpad)([1-3])$/.exec(event.code)?.[1]
      if (!event.altKey || event.ctrlKey || event.metaKey || digit === undefined) return
      const fix = notice?.fixes[Number(digit) - 1]
      if (!fix) return
      // macOS would type a symbol.
      event.preventDefault()
      applyFix(fix)
    },
    handleFieldKey: fieldKeyHandler({
      field,
      completions,
      submit,
      recall: props.lastLine ? () => fill(props.lastLine ?? '') : null,
      enterChips: () => focusChip(chipRow.current, 0),
      cancel: props.onCancel ?? (() => field.current?.blur()),
    }),
  }
}

function firstDraft({ initialLine, draftKey }: CheckinBarProps) {
  if (initialLine !== undefined) return { text: initialLine, suppressed: [] }
  return (draftKey === undefined ? null : readDraft(draftKey)) ?? { text: '', suppressed: [] }
}
