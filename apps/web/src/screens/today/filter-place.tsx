import * as stylex from '@stylexjs/stylex'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { density, space } from '@worksmart/ui/tokens.stylex.ts'
import type { ReactNode } from 'react'
import { HeaderSlot } from '../../components/header-slot.tsx'
import { useWidth } from '../../components/use-width.ts'

/** In the header where it has room; below it where not, folded away on a phone. */
export function FilterPlace({ count, children }: { count: number; children: ReactNode }) {
  const width = useWidth()
  if (width === 'full') return <HeaderSlot>{children}</HeaderSlot>
  if (width === 'medium') return <div {...stylex.props(styles.row)}>{children}</div>
  return (
    <details open={count > 0}>
      <summary {...stylex.props(styles.summary, textStyles.sm, textStyles.muted)}>
        Filters{count > 0 ? ` (${count})` : ''}
      </summary>
      {children}
    </details>
  )
}

const styles = stylex.create({
  row: { paddingBlockStart: space.s12 },
  summary: {
    alignContent: 'center',
    cursor: 'pointer',
    minHeight: density.controlMd,
    paddingInline: space.s8,
  },
})
