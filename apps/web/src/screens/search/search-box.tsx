import * as stylex from '@stylexjs/stylex'
import { limits } from '@worksmart/types/limits'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Icon } from '@worksmart/ui/icon.tsx'
import { color, density, radius, space, text } from '@worksmart/ui/tokens.stylex.ts'
import { Search } from 'lucide-react'
import type { KeyboardEvent, RefObject } from 'react'

export type SearchBoxProps = {
  ref: RefObject<HTMLInputElement | null>
  value: string
  onChange(value: string): void
  onEnter(): void
  /** Into the results. */
  onDown(): void
}

/** One line for everything. Enter searches by meaning too; ↓ goes into what was found. */
export function SearchBox({ ref, value, onChange, onEnter, onDown }: SearchBoxProps) {
  function handleKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') onEnter()
    else if (event.key === 'ArrowDown') onDown()
    else return
    event.preventDefault()
  }
  return (
    <div {...stylex.props(styles.root)}>
      <Icon icon={Search} xstyle={styles.icon} />
      <input
        ref={ref}
        type="search"
        aria-label="Search everything"
        aria-keyshortcuts="/ Control+K Meta+K"
        autoComplete="off"
        dir="auto"
        enterKeyHint="search"
        maxLength={limits.search}
        placeholder="Search tasks, projects, check-ins and documents"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={handleKey}
        {...stylex.props(styles.input, focusRing.native)}
      />
    </div>
  )
}

const styles = stylex.create({
  root: { display: 'grid', position: 'relative' },
  icon: {
    color: color.textSubtle,
    insetBlockStart: `calc((${density.controlLg} - 16px) / 2)`,
    insetInlineStart: space.s12,
    pointerEvents: 'none',
    position: 'absolute',
  },
  input: {
    backgroundColor: color.surface,
    borderColor: color.borderStrong,
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    color: color.text,
    fontSize: text.md,
    height: density.controlLg,
    paddingInlineEnd: space.s12,
    paddingInlineStart: space.s40,
    width: '100%',
  },
})
