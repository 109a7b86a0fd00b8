import * as stylex from '@stylexjs/stylex'
import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { useSession } from '../session/session.tsx'
import { destinations } from './destinations.ts'
import { LocalBadge } from './local-badge.tsx'
import { Logo } from './logo.tsx'
import { NavLink } from './nav-link.tsx'
import { PersonButton } from './person-button.tsx'
import { SyncStatus } from './sync-status.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

export type SidebarProps = {
  isCollapsed: boolean
  /** Absent where the width leaves no choice. */
  onToggle?: (() => void) | undefined
}

/** 232 pixels, or 64 with the words hidden from sight. */
export function Sidebar({ isCollapsed, onToggle }: SidebarProps) {
  const { me } = useSession()
  const look = isCollapsed ? 'rail' : 'full'
  return (
    <section aria-label="Sidebar" {...stylex.props(styles.root, widths[look])}>
      <div {...stylex.props(styles.top, isCollapsed && styles.stacked)}>
        <span {...stylex.props(styles.brand)}>
          <Logo />
          {!isCollapsed && (
            <span
              dir="auto"
              title={me.workspace.name}
              {...stylex.props(textStyles.base, textStyles.semibold, textStyles.truncate)}
            >
              {me.workspace.name}
            </span>
          )}
        </span>
        {onToggle && (
          <IconButton
            icon={isCollapsed ? PanelLeftOpen : PanelLeftClose}
            size="sm"
            label={isCollapsed ? 'Expand the sidebar' : 'Collapse the sidebar'}
            placement="right"
            onPress={onToggle}
          />
        )}
      </div>
      <nav aria-label="Main" data-landmark tabIndex={-1} {...stylex.props(styles.nav)}>
        <ul {...stylex.props(styles.list, isCollapsed && styles.centred)}>
          {destinations.map((destination) => (
            <li
              key={destination.to}
              {...stylex.props(destination.place === 'bottom' && styles.pushed)}
            >
              <NavLink destination={destination} look={look} />
            </li>
          ))}
        </ul>
      </nav>
      <div {...stylex.props(styles.foot, isCollapsed && styles.stacked)}>
        <div {...stylex.props(styles.status, isCollapsed && styles.stacked)}>
          <SyncStatus isCompact={isCollapsed} />
          <ThemeSwitch />
        </div>
        {!isCollapsed && (
          <div {...stylex.props(styles.badge)}>
            <LocalBadge />
          </div>
        )}
        <PersonButton look={look} />
      </div>
    </section>
  )
}

const styles = stylex.create({
  root: {
    borderInlineEndColor: color.border,
    borderInlineEndStyle: 'solid',
    borderInlineEndWidth: 1,
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    height: '100dvh',
    insetBlockStart: 0,
    overflowY: 'auto',
    position: 'sticky',
  },
  top: {
    alignItems: 'center',
    display: 'flex',
    gap: space.s8,
    justifyContent: 'space-between',
    minHeight: 48,
    paddingBlock: space.s8,
    paddingInlineEnd: space.s8,
    paddingInlineStart: space.s12,
  },
  stacked: {
    alignItems: 'center',
    flexDirection: 'column',
    paddingInlineEnd: space.s0,
    paddingInlineStart: space.s0,
  },
  brand: { alignItems: 'center', display: 'flex', gap: space.s8, minWidth: 0 },
  nav: { display: 'flex', flexGrow: 1, outline: 'none', padding: space.s8 },
  list: { display: 'flex', flexDirection: 'column', flexGrow: 1, gap: space.s2 },
  centred: { alignItems: 'center' },
  pushed: { marginBlockStart: 'auto' },
  foot: {
    borderBlockStartColor: color.border,
    borderBlockStartStyle: 'solid',
    borderBlockStartWidth: 1,
    display: 'flex',
    flexDirection: 'column',
    gap: space.s8,
    padding: space.s8,
  },
  badge: { paddingInline: space.s8 },
  status: { alignItems: 'center', display: 'flex', justifyContent: 'space-between' },
})

const widths = stylex.create({
  full: { width: 232 },
  rail: { width: 64 },
})
