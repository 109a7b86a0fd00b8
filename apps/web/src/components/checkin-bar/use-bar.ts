import {
  type KeyboardEvent,
  useCallback,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useAnnounce } from '../live-region.tsx'
import { fieldKeyHandler, fixNumber } from './bar-keys.ts'
import type { CheckinBarProps } from './checkin-bar.tsx'
import { focusChip } from './chip-row.tsx'
import type { Completion, CompletionList } from './completions.ts'
import type { LineFix } from './line-notice.ts'
import { firstError, isReady } from './line-trouble.ts'
import { type LineReading, readLines } from './read-lines.ts'
import { useCompletions } from './use-completions.ts'
import { useLineActs } from './use-line-acts.ts'
import { useLogging } from './use-logging.ts'
import { useReading } from './use-reading.ts'
import { useServerNotes } from './use-server-notes.ts'
import { isWorkLogTable } from './work-log-table.ts'

/** Joins what is read, completed and logged to the keys and presses of the bar. */
export function useBar(props: CheckinBarProps) {
  const { projects, tasks, tags } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const anchor = useRef<HTMLSpanElement>(null)
  const chipRow = useRef<HTMLDivElement>(null)
  const listId = useId()
  const announce = useAnnounce()
  const [isFocused, setIsFocused] = useState(false)
  const reading = useReading(props, field)
  const { line, lookup, moment, notice, canCreateProject } = reading
  const { value, suppressed, readings } = line
  const acts = useLineActs(field, line, props.onCreateProject)

  const sources = useMemo(
    () => ({ tags, projects, tasks, suppressed, canCreateProject }),
    [tags, projects, tasks, suppressed, canCreateProject],
  )
  const completions = useCompletions(value, sources, choose)
  const server = useServerNotes(readings, reading.isRested, props.onPreviewMany)
  const logging = useLogging({
    line,
    server,
    onLog: props.onLog,
    onLogMany: props.onLogMany,
    onRefused: refuse,
    onLogged: completions.close,
  })
  const readyCount = readings.filter((each) => isReady(each, server.notes)).length

  function refuse(refused: LineReading) {
    reading.markRefused()
    completions.close()
    const error = firstError(refused)
    if (!error) {
      acts.select(refused.start, refused.start + refused.text.length)
      return
    }
    acts.select(refused.start + error.start, refused.start + error.end)
    import('./line-notice.ts').then(
      ({ noticeFor }) =>
        announce(noticeFor(refused, error, reading.fixSources).message, 'assertive'),
      () => announce('This line cannot be logged yet', 'assertive'),
    )
  }

  function submit() {
    // The clock has moved on since the last key, and `now` is the moment of logging.
    logging.submit(readLines(value, suppressed, moment(), lookup))
    acts.focus()
  }
  // The button is not drawn again on each key, so it looks up what submitting means by now.
  const latestSubmit = useRef(submit)
  useLayoutEffect(() => {
    latestSubmit.current = submit
  })
  const press = useCallback(() => latestSubmit.current(), [])

  function fill(text: string) {
    acts.fill(text)
    completions.close()
  }

  function choose(item: Completion, list: CompletionList) {
    acts.complete(item, list)
    completions.close()
  }

  function applyFix(fix: LineFix) {
    acts.mend(fix)
    completions.close()
  }

  return {
    ...reading,
    ...acts,
    field,
    anchor,
    chipRow,
    listId,
    completions,
    readyCount,
    notes: server.notes,
    value,
    isFocused,
    isBusy: logging.isBusy,
    failure: logging.failure,
    isInvalid: notice ? notice.severity === 'error' : reading.isRefused,
    status: reading.isMany ? `${readyCount} of ${readings.length} lines can be logged.` : null,
    press,
    fill,
    choose,
    applyFix,
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
      const fix = notice?.fixes[fixNumber(event) - 1]
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

/** All that a part of the bar may look at and do. */
export type BarParts = ReturnType<typeof useBar>
