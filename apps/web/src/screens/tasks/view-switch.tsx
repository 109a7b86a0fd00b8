import * as stylex from '@stylexjs/stylex'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Icon } from '@worksmart/ui/icon.tsx'
import { color, density, radius, space, text } from '@worksmart/ui/tokens.stylex.ts'
import { Columns3, Rows3 } from 'lucide-react'

export type View = 'list' | 'board'

const views = [
  { view: 'list', label: 'List', icon: Rows3 },
  { view: 'board', label: 'Board', icon: Columns3 },
] as const

/** The same tasks in two shapes. */
export function ViewSwitch({ view, onChange }: { view: View; onChange(view: View): void }) {
  return (
    <fieldset {...stylex.props(styles.root)}>
      <legend {...stylex.props(styles.legend)}>View</legend>
      {views.map((one) => (
        <button
          key={one.view}
          type="button"
          aria-pressed={view === one.view}
          aria-keyshortcuts="V"
          onClick={() => onChange(one.view)}
          {...stylex.props(styles.button, view === one.view && styles.on, focusRing.nativeInset)}
        >
          <Icon icon={one.icon} />
          {one.label}
        </button>
      ))}
    </fieldset>
  )
}

const styles = stylex.create({
  root: {
    borderColor: color.borderStrong,
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    display: 'inline-flex',
    height: density.controlSm,
    margin: 0,
    minWidth: 0,
    overflow: 'hidden',
    padding: 0,
  },
  legend: { clipPath: 'inset(50%)', height: 1, overflow: 'hidden', position: 'absolute', width: 1 },
  button: {
    alignItems: 'center',
    appearance: 'none',
    backgroundColor: { default: color.surface, ':hover': color.hover },
    borderColor: 'transparent',
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    color: color.textMuted,
    cursor: 'pointer',
    display: 'inline-flex',
    fontFamily: 'inherit',
    fontSize: text.sm,
    gap: space.s6,
    paddingBlock: 0,
    paddingInline: space.s8,
  },
  on: { backgroundColor: color.selected, color: color.accentText },
})
