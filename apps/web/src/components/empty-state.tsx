import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import type { ReactNode } from 'react'

export type EmptyStateProps = {
  heading: string
  /** One sentence: why there is nothing. */
  why?: string
  /** It does the thing itself; it does not lead to another place that does. */
  action?: { label: string; onPress: () => void; isPending?: boolean; autoFocus?: boolean }
  /** A sample, or a second and quieter way. */
  children?: ReactNode
}

export function EmptyState({ heading, why, action, children }: EmptyStateProps) {
  return (
    <div {...stylex.props(styles.root)}>
      <h2 {...stylex.props(textStyles.md, textStyles.semibold, styles.text)}>{heading}</h2>
      {why && <p {...stylex.props(textStyles.base, textStyles.muted, styles.text)}>{why}</p>}
      {action && (
        <Button
          tone="primary"
          onPress={action.onPress}
          isPending={action.isPending === true}
          autoFocus={action.autoFocus === true}
          xstyle={styles.action}
        >
          {action.label}
        </Button>
      )}
      {children}
    </div>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    display: 'flex',
    flexDirection: 'column',
    gap: space.s8,
    paddingBlock: space.s40,
    paddingInline: space.s16,
    textAlign: 'center',
  },
  text: { maxWidth: '48ch', textWrap: 'balance' },
  action: { marginBlockStart: space.s8 },
})
