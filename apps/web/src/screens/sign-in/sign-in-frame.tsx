import * as stylex from '@stylexjs/stylex'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import type { ReactNode } from 'react'
import { Logo } from '../../components/logo.tsx'

/** The page before anyone is signed in: one column, one heading. */
export function SignInFrame({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <main {...stylex.props(styles.page)}>
      {/* React puts a title into the head, wherever it is rendered. */}
      <title>{`${heading} · WorkSmart`}</title>
      <div {...stylex.props(styles.card)}>
        <div {...stylex.props(styles.brand, textStyles.base, textStyles.semibold)}>
          <Logo />
          WorkSmart
        </div>
        <h1 {...stylex.props(textStyles.xl, textStyles.semibold)}>{heading}</h1>
        {children}
      </div>
    </main>
  )
}

const styles = stylex.create({
  page: {
    alignItems: 'center',
    backgroundColor: color.canvas,
    color: color.text,
    display: 'flex',
    justifyContent: 'center',
    minHeight: '100dvh',
    padding: space.s16,
  },
  card: {
    backgroundColor: color.surface,
    borderColor: color.border,
    borderRadius: radius.xl,
    borderStyle: 'solid',
    borderWidth: 1,
    display: 'flex',
    flexDirection: 'column',
    gap: space.s12,
    maxWidth: 440,
    padding: space.s32,
    width: '100%',
  },
  brand: { alignItems: 'center', display: 'flex', gap: space.s8, marginBlockEnd: space.s12 },
})
