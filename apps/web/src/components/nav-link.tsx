import * as stylex from '@stylexjs/stylex'
import { Link } from '@tanstack/react-router'
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
  look: keyof typeof looks
}

/** The router marks the link of the current screen with `aria-current` and `data-status`. */
export function NavLink({ destination, look }: NavLinkProps) {
  const { to, label, icon, keys } = destination
  const keyNames = keys.toUpperCase().split(' ').join(' then ')
  return (
    <Link
      to={to}
      title={look === 'tab' ? undefined : `${label} (${keyNames})`}
      {...stylex.props(styles.link, looks[look], focusRing.native)}
    >
      <Icon icon={icon} size={look === 'tab' ? 20 : 16} />
      {look === 'rail' ? <VisuallyHidden>{label}</VisuallyHidden> : label}
    </Link>
  )
}

const styles = stylex.create({
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
})

const looks = stylex.create({
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
