import { type RefObject, useCallback } from 'react'
import { useAnnounce } from '../live-region.tsx'
import type { CheckinBarProps } from './checkin-bar.tsx'
import type { Chip } from './chip-label.ts'
import type { Completion, CompletionList } from './completions.ts'
import type { LineFix } from './line-notice.ts'
import { type Span, withoutSpan, withSpan } from './suppressed-spans.ts'
import type { Line } from './use-line.ts'

/** What a person can do to the line other than type. Chip acts are stable, so chips can rest. */
export function useLineActs(
  field: RefObject<HTMLTextAreaElement | null>,
  { value, suppress, write }: Line,
  onCreateProject: CheckinBarProps['onCreateProject'],
) {
  const announce = useAnnounce()
  const focus = useCallback(() => field.current?.focus(), [field])
  const select = (start: number, end: number) => {
    focus()
    field.current?.setSelectionRange(start, end)
  }

  const keepAsText = useCallback(
    (span: Span) => suppress((spans) => withSpan(spans, span)),
    [suppress],
  )
  const suppressChip = useCallback(({ start, end }: Chip) => keepAsText([start, end]), [keepAsText])
  const restoreChip = useCallback(
    ({ start, end }: Chip) => suppress((spans) => withoutSpan(spans, [start, end])),
    [suppress],
  )
  const editChip = useCallback(
    ({ start, end }: Chip, text: string) => write({ start, end, text }),
    [write],
  )

  const createProject = async (name: string, [start, end]: Span) => {
    if (!onCreateProject) return
    try {
      await onCreateProject(name)
      announce(`Project ${name} created`)
    } catch {
      select(start, end)
      announce(`Project ${name} was not created`, 'assertive')
    }
  }

  return {
    focus,
    select,
    suppressChip,
    restoreChip,
    editChip,
    fill(text: string) {
      write({ start: 0, end: field.current?.value.length ?? 0, text })
      suppress(() => [])
    },
    complete(item: Completion, { start, end }: CompletionList) {
      if (item.kind === 'keep') {
        keepAsText([start, end])
      } else if (item.kind === 'create') {
        void createProject(item.name, [start, end])
      } else {
        const isSpaced = /\s/.test(value.charAt(end))
        write({ start, end, text: isSpaced ? item.text : `${item.text} ` })
        const caret = start + item.text.length + 1
        field.current?.setSelectionRange(caret, caret)
      }
    },
    mend(fix: LineFix) {
      if (fix.kind === 'edit') write(fix.edit)
      else if (fix.kind === 'keep') keepAsText(fix.span)
      else void createProject(fix.name, fix.span)
      focus()
    },
  }
}
