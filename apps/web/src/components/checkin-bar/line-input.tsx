import * as stylex from '@stylexjs/stylex'
import { color, font, line, text as size, space } from '@worksmart/ui/tokens.stylex.ts'
import type { KeyboardEvent, RefObject } from 'react'
import type { Mark } from './line-marks.ts'
import { TokenBackdrop } from './token-backdrop.tsx'

export type LineInputProps = {
  ref: RefObject<HTMLTextAreaElement | null>
  anchorRef: RefObject<HTMLSpanElement | null>
  label: string
  placeholder: string
  firstValue: string
  value: string
  marks: readonly Mark[]
  isBusy: boolean
  isInvalid: boolean
  /** Id of the message below, when there is one. */
  describedBy: string | undefined
  list: { id: string; activeId: string | undefined; start: number } | null
  onChanged(isComposing: boolean): void
  onCaret(): void
  onFocusChange(isFocused: boolean): void
  onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void
  /** True when the pasted text was taken elsewhere. */
  onPasteText(text: string): boolean
}

/**
 * A plain text area over a backdrop of tints, never contenteditable: undo, input methods, spelling
 * and paste stay the browser's. It is uncontrolled, because setting a value clears its undo history.
 * It stays a text box to a screen reader, for which a text area may have no other role: the list is
 * announced when it opens, and `aria-activedescendant` names its marked item.
 */
export function LineInput({ ref, list, value, marks, anchorRef, ...props }: LineInputProps) {
  return (
    <div {...stylex.props(styles.scroller)}>
      <div {...stylex.props(styles.stack)}>
        <TokenBackdrop
          text={value}
          marks={marks}
          anchorAt={list?.start ?? null}
          anchorRef={anchorRef}
          xstyle={[styles.words, styles.layer]}
        />
        <textarea
          ref={ref}
          rows={1}
          dir="auto"
          aria-label={props.label}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={list?.id}
          aria-activedescendant={list?.activeId}
          aria-invalid={props.isInvalid || undefined}
          aria-describedby={props.describedBy}
          aria-keyshortcuts="C"
          autoCapitalize="none"
          autoComplete="off"
          autoCorrect="off"
          enterKeyHint="done"
          spellCheck
          placeholder={props.placeholder}
          readOnly={props.isBusy}
          defaultValue={props.firstValue}
          onInput={(event) =>
            props.onChanged((event.nativeEvent as InputEvent).isComposing === true)
          }
          onCompositionEnd={() => props.onChanged(false)}
          onSelect={props.onCaret}
          onFocus={() => props.onFocusChange(true)}
          onBlur={() => props.onFocusChange(false)}
          onKeyDown={props.onKeyDown}
          onPaste={(event) => {
            if (props.onPasteText(event.clipboardData.getData('text/plain'))) event.preventDefault()
          }}
          {...stylex.props(styles.words, styles.layer, styles.field)}
        />
        {value === '' && (
          <span aria-hidden="true" {...stylex.props(styles.words, styles.layer, styles.hint)}>
            {props.placeholder}
          </span>
        )}
      </div>
    </div>
  )
}

const styles = stylex.create({
  // A pasted wall of lines scrolls inside the bar instead of pushing the page away.
  scroller: { maxHeight: '40dvh', minWidth: 0, overflowX: 'hidden', overflowY: 'auto' },
  // Both layers share one cell: the backdrop gives the height, the field fills it.
  stack: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', isolation: 'isolate' },
  layer: { gridArea: '1 / 1' },
  // All that decides where a line breaks, the same for both layers.
  words: {
    borderStyle: 'none',
    borderWidth: 0,
    boxSizing: 'border-box',
    fontFamily: font.sans,
    fontSize: size.md,
    fontVariantNumeric: 'tabular-nums',
    letterSpacing: 'normal',
    lineHeight: line.md,
    margin: space.s0,
    overflowWrap: 'anywhere',
    paddingBlock: space.s8,
    paddingInline: space.s12,
    textAlign: 'start',
    unicodeBidi: 'plaintext',
    whiteSpace: 'pre-wrap',
    width: '100%',
  },
  field: {
    appearance: 'none',
    backgroundColor: 'transparent',
    color: color.text,
    display: 'block',
    height: '100%',
    // The bar around it shows the focus ring.
    outlineStyle: 'none',
    overflow: 'hidden',
    resize: 'none',
    // Drawn by `hint`, because browsers cut a text area's own placeholder in the middle of a letter.
    '::placeholder': { color: 'transparent', whiteSpace: 'nowrap' },
  },
  hint: {
    color: color.textSubtle,
    overflow: 'hidden',
    pointerEvents: 'none',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
})
