// Shared by the text button and the icon button, so that the two cannot drift apart.
import * as stylex from '@stylexjs/stylex'
import {
  color,
  density,
  line,
  media,
  motion,
  radius,
  space,
  text,
  weight,
} from './tokens.stylex.ts'

export const buttonBase = stylex.create({
  root: {
    alignItems: 'center',
    // Transparent borders become visible in forced colours, where backgrounds are removed.
    borderColor: 'transparent',
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    cursor: { default: 'pointer', '[data-disabled]': 'default', '[data-pending]': 'default' },
    display: 'inline-flex',
    flexShrink: 0,
    fontFamily: 'inherit',
    fontWeight: weight.medium,
    justifyContent: 'center',
    lineHeight: line.base,
    margin: space.s0,
    paddingBlock: space.s0,
    textDecoration: 'none',
    transitionDuration: motion.fast,
    transitionProperty: 'background-color, border-color, color',
    transitionTimingFunction: motion.ease,
    userSelect: 'none',
    WebkitTapHighlightColor: 'transparent',
    whiteSpace: 'nowrap',
  },
})

const disappear = stylex.keyframes({ to: { opacity: 0 } })

export const pendingStyles = stylex.create({
  content: { alignItems: 'center', display: 'inline-flex', gap: space.s6, minWidth: 0 },
  // Opacity, not visibility: a hidden label would take the button's name away.
  contentGone: {
    animationDelay: motion.patience,
    animationDuration: motion.fast,
    animationFillMode: 'forwards',
    animationName: disappear,
  },
  spinner: { inset: space.s0, position: 'absolute' },
})

export const buttonTones = stylex.create({
  primary: {
    backgroundColor: {
      default: color.accent,
      ':hover': { default: null, [media.hover]: color.accentHover },
      ':active': color.accentHover,
      '[data-disabled]': color.sunken,
    },
    borderColor: { default: 'transparent', '[data-disabled]': color.border },
    color: { default: color.onAccent, '[data-disabled]': color.textSubtle },
  },
  neutral: {
    backgroundColor: {
      default: color.raised,
      ':hover': { default: null, [media.hover]: color.hover },
      ':active': color.hover,
      '[data-disabled]': color.sunken,
    },
    borderColor: {
      default: color.border,
      ':active': color.borderStrong,
      '[data-disabled]': color.border,
    },
    color: { default: color.text, '[data-disabled]': color.textSubtle },
  },
  quiet: {
    backgroundColor: {
      default: 'transparent',
      ':hover': { default: null, [media.hover]: color.hover },
      ':active': color.hover,
    },
    color: {
      default: color.textMuted,
      ':hover': { default: null, [media.hover]: color.text },
      ':active': color.text,
      '[data-disabled]': color.textSubtle,
    },
    // Without a surface of its own only a fainter label can say that it is off.
    opacity: { default: 1, '[data-disabled]': 0.6 },
  },
  danger: {
    backgroundColor: {
      default: color.danger,
      ':hover': { default: null, [media.hover]: color.dangerHover },
      ':active': color.dangerHover,
      '[data-disabled]': color.sunken,
    },
    borderColor: { default: 'transparent', '[data-disabled]': color.border },
    color: { default: color.onAccent, '[data-disabled]': color.textSubtle },
  },
})

export type ButtonTone = keyof typeof buttonTones

export const buttonSizes = stylex.create({
  sm: { fontSize: text.sm, minHeight: density.controlSm, paddingInline: space.s8 },
  md: { fontSize: text.base, minHeight: density.controlMd, paddingInline: space.s12 },
  lg: { fontSize: text.base, minHeight: density.controlLg, paddingInline: space.s16 },
})

export type ButtonSize = keyof typeof buttonSizes
