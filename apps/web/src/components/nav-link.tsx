import * as stylex from '@stylexjs/stylex'
import { Link, useMatches } from '@tanstack/react-router'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Icon } from '@worksmart/ui/icon.tsx'
import {
  color,
  density,
  line,
  motion,
  radius,
  space,
  text,
  weight,
} from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import type { Destination } from './destinations.ts'

export type NavLinkProps = {
  destination: Destination
  /** `rail` shows the icon alone, `tab` the icon above the word. */
  look: keyof typeof navLooks
}

/**
 * The router marks the link of the current screen with `aria-current` and `data-status`. A screen
 * that has an address outside of its link's, such as a task's, is known by its title.
 */
export function NavLink({ destination, look }: NavLinkProps) {
  const { to, label, icon, keys } = destination
  const title = useMatches({ select: (matches) => matches.at(-1)?.staticData.title })
  const isHere = title === label
  const keyNames = keys.toUpperCase().split(' ').join(' then ')
  return (
    <Link
      to={to}
      aria-current={isHere ? 'page' : undefined}
      data-status={isHere ? 'active' : undefined}
      title={look === 'tab' ? undefined : `${label} (${keyNames})`}
      {...stylex.props(navStyles.link, navLooks[look], focusRing.native)}
    >
      <Icon icon={icon} size={look === 'tab' ? 20 : 16} />
      {look === 'rail' ? <VisuallyHidden>{label}</VisuallyHidden> : label}
    </Link>
  )
}

export const navStyles = stylex.create({
  link: {
    alignItems: 'center',
    backgroundColor: {
      default: 'transparent',
      ':hover': color.hover,
      '[data-status="active"]': color.selected,
    },
    borderRadius: radius.md,
    color: {
      default: color.textMuted,
      ':hover': color.text,
      '[data-status="active"]': color.accentText,
    },
    display: 'flex',
    fontWeight: weight.medium,
    textDecoration: 'none',
    transitionDuration: motion.fast,
    transitionProperty: 'background-color, color',
    WebkitTapHighlightColor: 'transparent',
  },
  button: { borderStyle: 'none', cursor: 'pointer', padding: 0 },
})

export const navLooks = stylex.create({
  full: {
    fontSize: text.sm,
    gap: space.s8,
    lineHeight: line.sm,
    minHeight: density.controlMd,
    paddingInline: space.s8,
  },
  rail: { height: 40, justifyContent: 'center', width: 40 },
  tab: {
    backgroundColor: 'transparent',
    flexBasis: 0,
    flexDirection: 'column',
    flexGrow: 1,
    fontSize: text.xs,
    gap: space.s2,
    justifyContent: 'center',
    lineHeight: line.xs,
    minHeight: 48,
    minWidth: 44,
  },
})
