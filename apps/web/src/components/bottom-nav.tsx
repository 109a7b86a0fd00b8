import * as stylex from '@stylexjs/stylex'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Icon } from '@worksmart/ui/icon.tsx'
import { color, radius, space, z } from '@worksmart/ui/tokens.stylex.ts'
import { Plus } from 'lucide-react'
import { destinations } from './destinations.ts'
import { MoreButton } from './more-button.tsx'
import { NavLink } from './nav-link.tsx'

/** Below 768 pixels the thumb is nearer to the bottom; the middle starts a check-in. */
export function BottomNav({ onLog }: { onLog: () => void }) {
  const [first, ...rest] = destinations.filter(({ place }) => place === 'top')
  return (
    <nav aria-label="Main" data-landmark tabIndex={-1} {...stylex.props(styles.root)}>
      {first && <NavLink destination={first} look="tab" />}
      <button
        type="button"
        aria-label="Log a check-in"
        onClick={onLog}
        {...stylex.props(styles.log, focusRing.native)}
      >
        <Icon icon={Plus} size={20} />
      </button>
      {rest.map((destination) => (
        <NavLink key={destination.to} destination={destination} look="tab" />
      ))}
      <MoreButton />
    </nav>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    backgroundColor: color.surface,
    borderBlockStartColor: color.border,
    borderBlockStartStyle: 'solid',
    borderBlockStartWidth: 1,
    display: 'flex',
    insetBlockEnd: 0,
    insetInline: 0,
    outline: 'none',
    paddingBlockEnd: 'env(safe-area-inset-bottom)',
    paddingInline: space.s8,
    position: 'fixed',
    zIndex: z.sticky,
  },
  log: {
    alignItems: 'center',
    backgroundColor: color.accent,
    borderColor: 'transparent',
    borderRadius: radius.full,
    borderStyle: 'solid',
    borderWidth: 1,
    color: color.onAccent,
    cursor: 'pointer',
    display: 'flex',
    height: 44,
    justifyContent: 'center',
    padding: 0,
    width: 44,
  },
})
