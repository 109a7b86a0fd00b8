import * as stylex from '@stylexjs/stylex'
import type { ReactNode } from 'react'
import { Icon, type IconType } from './icon.tsx'
import { color, line, radius, space, text, weight } from './tokens.stylex.ts'

export type BadgeProps = {
  children: ReactNode
  tone?: keyof typeof tones
  icon?: IconType
  xstyle?: stylex.StyleXStyles
}

/** A status in words. The tone only repeats what the text says; `ai` is for suggestions alone. */
export function Badge({ children, tone = 'neutral', icon, xstyle }: BadgeProps) {
  return (
    <span {...stylex.props(styles.root, tones[tone], xstyle)}>
      {icon && <Icon icon={icon} xstyle={styles.icon} />}
      {children}
    </span>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    borderColor: 'transparent',
    borderRadius: radius.sm,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    display: 'inline-flex',
    fontSize: text.xs,
    fontWeight: weight.medium,
    gap: space.s4,
    lineHeight: line.xs,
    minHeight: 20,
    paddingInline: space.s6,
    whiteSpace: 'nowrap',
  },
  icon: { height: 12, width: 12 },
})

const tones = stylex.create({
  neutral: { backgroundColor: color.sunken, borderColor: color.border, color: color.textMuted },
  success: { backgroundColor: color.successBg, color: color.success },
  warning: { backgroundColor: color.warningBg, color: color.warning },
  danger: { backgroundColor: color.dangerBg, color: color.danger },
  info: { backgroundColor: color.infoBg, color: color.info },
  ai: {
    backgroundColor: color.aiBg,
    borderColor: color.ai,
    borderStyle: 'dashed',
    color: color.ai,
  },
})
