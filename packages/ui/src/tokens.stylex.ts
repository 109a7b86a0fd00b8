// Every look of the product starts here. Values stay literal: StyleX evaluates this file at build
// time and tokens.contrast.test.ts reads the hex pairs out of its source.
import * as stylex from '@stylexjs/stylex'

export const color = stylex.defineVars({
  canvas: 'light-dark(#FBFBFA, #111113)',
  surface: 'light-dark(#FFFFFF, #18181B)',
  raised: 'light-dark(#FFFFFF, #202024)',
  sunken: 'light-dark(#F3F3F1, #0C0C0E)',
  hover: 'light-dark(#EFEFEC, #27272B)',
  selected: 'light-dark(#E6EEFB, #1B2B4A)',
  border: {
    default: 'light-dark(#E1E1DC, #2E2E33)',
    '@media (prefers-contrast: more)': 'light-dark(#85857D, #76767E)',
  },
  borderStrong: 'light-dark(#85857D, #76767E)',
  text: 'light-dark(#1A1A17, #EDEDEF)',
  textMuted: 'light-dark(#56564F, #B4B4BB)',
  textSubtle: {
    default: 'light-dark(#6A6A62, #97979F)',
    '@media (prefers-contrast: more)': 'light-dark(#56564F, #B4B4BB)',
  },
  accent: 'light-dark(#1F5FD1, #5B93F5)',
  accentHover: 'light-dark(#174DAE, #7DAAF8)',
  onAccent: 'light-dark(#FFFFFF, #0B1220)',
  accentText: 'light-dark(#174DAE, #8FB6FA)',
  // Forced colours replace most colours by themselves, but not the one that must stand out.
  focus: {
    default: 'light-dark(#1F5FD1, #7DAAF8)',
    '@media (forced-colors: active)': 'Highlight',
  },
  success: 'light-dark(#11693A, #6BD398)',
  successBg: 'light-dark(#E4F4EA, #12291C)',
  warning: 'light-dark(#7A4B00, #F2B84B)',
  warningBg: 'light-dark(#FCF0D8, #2E220B)',
  danger: 'light-dark(#B3261E, #FF8A80)',
  dangerHover: 'light-dark(#8F1D17, #FFA59D)',
  dangerBg: 'light-dark(#FCE9E7, #371715)',
  info: 'light-dark(#174DAE, #8FB6FA)',
  infoBg: 'light-dark(#E6EEFB, #1B2B4A)',
  ai: 'light-dark(#6A35B8, #C4A5F7)',
  aiBg: 'light-dark(#F2ECFB, #271C3B)',
  scrim: 'light-dark(rgb(17 17 19 / 0.36), rgb(0 0 0 / 0.6))',
})

export const hue = stylex.defineVars({
  blue: 'light-dark(#174DAE, #8FB6FA)',
  blueBg: 'light-dark(#E6EEFB, #1B2B4A)',
  green: 'light-dark(#11693A, #6BD398)',
  greenBg: 'light-dark(#E4F4EA, #12291C)',
  amber: 'light-dark(#7A4B00, #F2B84B)',
  amberBg: 'light-dark(#FCF0D8, #2E220B)',
  teal: 'light-dark(#0B5F5A, #6FD3C9)',
  tealBg: 'light-dark(#DDF3F0, #0E2A28)',
  olive: 'light-dark(#55590A, #CBD06A)',
  oliveBg: 'light-dark(#F1F3D6, #24260C)',
  orange: 'light-dark(#8F3D08, #FFA56B)',
  orangeBg: 'light-dark(#FDEBDF, #331D0E)',
  red: 'light-dark(#A3221B, #FF8A80)',
  redBg: 'light-dark(#FCE9E7, #371715)',
  pink: 'light-dark(#97225F, #F793C4)',
  pinkBg: 'light-dark(#FBE8F2, #351628)',
  slate: 'light-dark(#45505F, #B2BECD)',
  slateBg: 'light-dark(#EBEEF2, #212731)',
})

// From the third series on a chart adds a pattern and direct labels: hue alone is not a key.
export const chart = stylex.defineVars({
  series1: 'light-dark(#1F5FD1, #6FA0F7)',
  series2: 'light-dark(#0F8A80, #3FBFB2)',
  series3: 'light-dark(#B86A00, #E0A23A)',
  series4: 'light-dark(#A63A9B, #D97FCE)',
  series5: 'light-dark(#5B6B7F, #93A1B3)',
  series6: 'light-dark(#C2412D, #F2806E)',
})

export const space = stylex.defineVars({
  s0: '0px',
  s2: '2px',
  s4: '4px',
  s6: '6px',
  s8: '8px',
  s12: '12px',
  s16: '16px',
  s20: '20px',
  s24: '24px',
  s32: '32px',
  s40: '40px',
  s48: '48px',
  s64: '64px',
})

export const radius = stylex.defineVars({
  none: '0px',
  sm: '4px',
  md: '6px',
  lg: '10px',
  xl: '14px',
  full: '9999px',
})

export const font = stylex.defineVars({
  sans: '"Geist Variable", system-ui, "Segoe UI", Roboto, sans-serif',
  mono: 'ui-monospace, "SF Mono", Menlo, monospace',
})

export const text = stylex.defineVars({
  xs: '0.75rem',
  sm: '0.8125rem',
  base: '0.875rem',
  md: '1rem',
  lg: '1.25rem',
  xl: '1.5rem',
  display: '2rem',
  // iOS zooms the page into any field whose text is under 16 px.
  input: { default: '0.875rem', '@media (max-width: 767.98px)': '1rem' },
})

export const line = stylex.defineVars({
  xs: '1rem',
  sm: '1.25rem',
  base: '1.25rem',
  md: '1.5rem',
  lg: '1.75rem',
  xl: '2rem',
  display: '2.5rem',
})

export const weight = stylex.defineVars({ regular: '400', medium: '500', semibold: '600' })

export const tracking = stylex.defineVars({ normal: '0em', tight: '-0.01em' })

export const measure = stylex.defineVars({ prose: '68ch', content: '1120px' })

export const density = stylex.defineVars({
  // A root that asks for comfortable rows sets the height; a finger gets no less in either.
  row: { default: 'var(--row-height, 36px)', '@media (pointer: coarse)': '44px' },
  rowComfortable: '44px',
  hit: { default: '24px', '@media (pointer: coarse)': '44px' },
  controlSm: { default: '28px', '@media (pointer: coarse)': '36px' },
  controlMd: { default: '32px', '@media (pointer: coarse)': '44px' },
  controlLg: { default: '40px', '@media (pointer: coarse)': '48px' },
})

// A root that asks for less motion sets `--motion` to 0, whatever the system says.
export const motion = stylex.defineVars({
  fast: {
    default: 'calc(100ms * var(--motion, 1))',
    '@media (prefers-reduced-motion: reduce)': '0ms',
  },
  base: {
    default: 'calc(160ms * var(--motion, 1))',
    '@media (prefers-reduced-motion: reduce)': '0ms',
  },
  slow: {
    default: 'calc(240ms * var(--motion, 1))',
    '@media (prefers-reduced-motion: reduce)': '0ms',
  },
  // One turn of an indeterminate indicator, the only thing that loops.
  turn: {
    default: 'calc(900ms * var(--motion, 1))',
    '@media (prefers-reduced-motion: reduce)': '0ms',
  },
  // A wait shorter than this shows no spinner at all.
  patience: '300ms',
  ease: 'cubic-bezier(0.2, 0.8, 0.2, 1)',
  rise: {
    default: 'calc(4px * var(--motion, 1))',
    '@media (prefers-reduced-motion: reduce)': '0px',
  },
})

export const z = stylex.defineVars({
  base: '0',
  sticky: '10',
  bar: '20',
  overlay: '40',
  popover: '50',
  undo: '60',
})

export const shadow = stylex.defineVars({
  none: 'none',
  card: '0 1px 2px light-dark(rgb(0 0 0 / 0.04), rgb(0 0 0 / 0.3))',
  popover:
    '0 8px 24px light-dark(rgb(0 0 0 / 0.12), rgb(0 0 0 / 0.5)), 0 0 0 1px light-dark(#E1E1DC, #2E2E33)',
})

/** Keys for conditional values: `{ default: x, [media.narrow]: y }`. */
export const media = stylex.defineConsts({
  phone: '@media (max-width: 479.98px)',
  narrow: '@media (max-width: 767.98px)',
  medium: '@media (max-width: 1023.98px)',
  wide: '@media (min-width: 1440px)',
  coarse: '@media (pointer: coarse)',
  hover: '@media (hover: hover)',
  noHover: '@media (hover: none)',
  forcedColors: '@media (forced-colors: active)',
})
