import * as stylex from '@stylexjs/stylex'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space, z } from '@worksmart/ui/tokens.stylex.ts'
import { LocalBadge } from './local-badge.tsx'
import { PersonButton } from './person-button.tsx'
import { SyncStatus } from './sync-status.tsx'

export type PageHeaderProps = {
  title: string
  /** Below 768 there is no sidebar, so its footer stands here. */
  isNarrow: boolean
  slotRef: (element: HTMLElement | null) => void
}

export function PageHeader({ title, isNarrow, slotRef }: PageHeaderProps) {
  return (
    <header data-landmark tabIndex={-1} {...stylex.props(styles.root)}>
      <h1 {...stylex.props(textStyles.base, textStyles.semibold, styles.title)}>{title}</h1>
      <div ref={slotRef} {...stylex.props(styles.slot)} />
      {isNarrow && (
        <>
          <LocalBadge />
          <SyncStatus isCompact />
          <PersonButton look="rail" />
        </>
      )}
    </header>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    backgroundColor: color.canvas,
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    display: 'flex',
    gap: space.s12,
    insetBlockStart: 0,
    minHeight: 48,
    outline: 'none',
    paddingInline: space.s16,
    position: 'sticky',
    zIndex: z.bar,
  },
  title: { flexShrink: 0 },
  slot: {
    alignItems: 'center',
    display: 'flex',
    flexGrow: 1,
    gap: space.s8,
    justifyContent: 'flex-end',
    minWidth: 0,
  },
})
