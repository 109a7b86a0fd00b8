import * as stylex from '@stylexjs/stylex'
import type { DirectoryTask } from '@worksmart/types/grammar/directory'
import type { ParsedCheckin } from '@worksmart/types/grammar/parse-checkin'
import { color, media, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { type Ref, useImperativeHandle } from 'react'
import { Late, type LateCode } from '../late.tsx'
import { useWhenIdle } from '../use-when-idle.ts'
import { BarFoot } from './bar-foot.tsx'
import type { BarSuggestionsProps } from './bar-suggestions.tsx'
import { ChipRow } from './chip-row.tsx'
import { completionList, fetchLateParts, pastePreview } from './late-parts.ts'
import { LineInput } from './line-input.tsx'
import { LogButton } from './log-button.tsx'
import { useBar } from './use-bar.ts'

export type BarProject = {
  id: string
  key: string
  name: string
  archived: boolean
  colour: string
}

/** A line as it was typed and as it was read at that moment. Ids win over the names in the text. */
export type LoggedLine = {
  text: string
  suppressed: [number, number][]
  today: string
  nowMin: number
  projectId: string | null
  taskId: string | null
  parsed: ParsedCheckin
}

/** `message` says why a line would not be, or was not, taken. */
export type LinePreview = { ok: boolean; message: string | null }
export type LineOutcome = { ok: boolean; message: string | null }

export type CheckinBarHandle = {
  focus(): void
  /** Replaces the text as if it had been typed, and focuses the bar. */
  fill(line: string): void
}

export type CheckinBarProps = {
  ref?: Ref<CheckinBarHandle>
  /** The accessible name of the field. */
  label: string
  projects: readonly BarProject[]
  tasks: readonly DirectoryTask[]
  /** Recent first. */
  tags: readonly string[]
  timeZone: string
  initialLine?: string
  /** The localStorage key of the draft; without one nothing is kept. */
  draftKey?: string
  /** What ↑ brings back into an empty bar. */
  lastLine?: string | null
  lastActivityWith?: (tag: string) => string | null
  canCreateProject?: boolean
  onCreateProject?: (name: string) => Promise<string>
  submitLabel: string
  /** Shown in the empty bar on first use. */
  examples?: readonly string[]
  /** Called with a line that is valid; the bar clears right after. */
  onLog(line: LoggedLine): void
  onPreviewMany?(lines: readonly string[]): Promise<readonly LinePreview[]>
  onLogMany?(lines: readonly LoggedLine[]): Promise<readonly LineOutcome[]>
  onCancel?(): void
  /** Draws what could be added to the line, in a place that is kept for it. */
  suggestions?: LateCode<BarSuggestionsProps> | undefined
  /** Gets a pasted work log table instead of the field. */
  onPasteTable?(text: string): void
  /** The clock, for tests. */
  now?: () => Date
}

/**
 * Type, see what was understood, press Enter. All state stays in here: typing re-renders nothing
 * else, and nothing below moves, because the rows for chips and messages are reserved.
 */
export function CheckinBar(props: CheckinBarProps) {
  const bar = useBar(props)
  const { completions, notice, FixesRow } = bar
  const list = completions.list
  const isResting = !bar.isFocused && bar.value === ''
  const activeItem = list?.items[completions.active]
  useImperativeHandle(props.ref, () => ({ focus: bar.focus, fill: bar.fill }))
  useWhenIdle(fetchLateParts)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Alt with a digit works on all parts of the bar.
    <div
      data-bar
      onKeyDown={bar.handleBarKey}
      {...stylex.props(
        styles.root,
        bar.isFocused && styles.focused,
        bar.isInvalid && styles.invalid,
      )}
    >
      <div {...stylex.props(styles.input)}>
        <LineInput
          ref={bar.field}
          anchorRef={bar.anchor}
          label={props.label}
          placeholder={placeholderOf(props.examples)}
          firstValue={bar.firstValue}
          value={bar.value}
          marks={bar.marks}
          isBusy={bar.isBusy}
          isInvalid={bar.isInvalid}
          describedBy={notice || bar.failure ? bar.messageId : undefined}
          list={
            list && {
              id: bar.listId,
              activeId: activeItem && `${bar.listId}-${activeItem.id}`,
              start: list.start,
            }
          }
          onChanged={bar.handleChanged}
          onCaret={bar.handleCaret}
          onFocusChange={bar.handleFocus}
          onKeyDown={bar.handleFieldKey}
          onPasteText={bar.handlePaste}
        />
      </div>
      {list && (
        <Late
          code={completionList}
          id={bar.listId}
          items={list.items}
          active={completions.active}
          anchorRef={bar.anchor}
          onChoose={(item) => bar.choose(item, list)}
        />
      )}
      <div {...stylex.props(styles.log)}>
        <LogButton
          label={bar.isMany ? manyLabel(props.submitLabel, bar.readyCount) : props.submitLabel}
          isBusy={bar.isBusy}
          onPress={bar.press}
        />
      </div>
      <div {...stylex.props(styles.understood, isResting && styles.resting)}>
        {bar.isMany ? (
          <Late
            code={pastePreview}
            readings={bar.line.readings}
            notes={bar.notes}
            onShow={({ start, end }) => bar.select(start, end)}
          />
        ) : (
          <ChipRow
            ref={bar.chipRow}
            chips={bar.chips}
            activity={bar.activity}
            onSuppress={bar.suppressChip}
            onRestore={bar.restoreChip}
            onEdit={bar.editChip}
            onLeave={bar.focus}
          />
        )}
        {props.suggestions && (
          <div {...stylex.props(styles.suggested)}>
            <Late code={props.suggestions} bar={bar} />
          </div>
        )}
      </div>
      <BarFoot status={bar.status} failure={bar.failure} messageId={bar.messageId}>
        {notice && FixesRow && <FixesRow id={bar.messageId} notice={notice} onFix={bar.applyFix} />}
      </BarFoot>
    </div>
  )
}

function placeholderOf(examples: readonly string[] | undefined): string {
  return examples?.length ? examples.join('   ·   ') : 'What did you do?'
}

function manyLabel(verb: string, count: number): string {
  return `${verb} ${count} ${count === 1 ? 'entry' : 'entries'}`
}

const styles = stylex.create({
  root: {
    backgroundColor: color.surface,
    borderColor: color.borderStrong,
    borderRadius: radius.lg,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    display: 'grid',
    gridTemplateAreas: {
      default: '"input log" "understood understood" "foot foot"',
      [media.narrow]: '"input log" "understood understood" "foot foot"',
    },
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    outlineColor: color.focus,
    outlineOffset: -1,
    outlineStyle: 'none',
    outlineWidth: 2,
    position: 'relative',
  },
  focused: { borderColor: color.focus, outlineStyle: 'solid' },
  invalid: { borderColor: color.danger, outlineColor: color.danger },
  input: { alignSelf: 'center', gridArea: 'input', minWidth: 0 },
  log: {
    alignSelf: 'start',
    gridArea: 'log',
    padding: space.s4,
  },
  understood: {
    display: 'grid',
    gridArea: 'understood',
    gridTemplateColumns: {
      default: 'minmax(0, 1fr) fit-content(64%)',
      [media.medium]: 'minmax(0, 1fr)',
    },
    minWidth: 0,
  },
  // As tall as the chips beside it, or below them where the bar is not wide.
  suggested: {
    alignContent: 'center',
    display: 'grid',
    minHeight: { default: 28, [media.coarse]: 44 },
  },
  // On a phone an empty bar that nobody writes in is one line; below the keyboard nothing moves.
  resting: { display: { default: 'grid', [media.narrow]: 'none' } },
})
