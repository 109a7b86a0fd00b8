import * as stylex from '@stylexjs/stylex'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, measure, media, space, z } from '@worksmart/ui/tokens.stylex.ts'
import { LocalBadge } from './local-badge.tsx'
import { PersonButton } from './person-button.tsx'
import { SyncStatus } from './sync-status.tsx'

export type PageHeaderProps = {
  title: string
  /** Below 768 there is no sidebar, so its footer stands here. */
  isNarrow: boolean
  /** True where the sidebar has no room for the badge. */
  hasBadge: boolean
  /** True over content that uses the whole width. */
  isFluid: boolean
  slotRef: (element: HTMLElement | null) => void
}

export function PageHeader({ title, isNarrow, hasBadge, isFluid, slotRef }: PageHeaderProps) {
  return (
    <header data-landmark tabIndex={-1} {...stylex.props(styles.root)}>
      <div {...stylex.props(styles.inner, isFluid && styles.fluid)}>
        <h1
          title={title}
          {...stylex.props(textStyles.base, textStyles.semibold, textStyles.truncate)}
        >
          {title}
        </h1>
        <div ref={slotRef} {...stylex.props(styles.slot)} />
        {hasBadge && <LocalBadge />}
        {isNarrow && (
          <>
            <SyncStatus isCompact />
            <PersonButton look="rail" />
          </>
        )}
      </div>
    </header>
  )
}

const styles = stylex.create({
  root: {
    backgroundColor: color.canvas,
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    insetBlockStart: 0,
    outline: 'none',
    position: 'sticky',
    zIndex: z.bar,
  },
  // The same column as the content below, so that the title stands over it.
  inner: {
    alignItems: 'center',
    display: 'flex',
    gap: space.s12,
    marginInline: 'auto',
    maxWidth: measure.content,
    minHeight: 48,
    paddingInline: { default: space.s32, [media.narrow]: space.s12 },
  },
  fluid: { maxWidth: 'none' },
  slot: {
    alignItems: 'center',
    display: 'flex',
    // It takes what the title leaves; a file's title, which may have 255 letters, leaves nothing.
    flexBasis: 0,
    flexGrow: 1,
    gap: space.s8,
    justifyContent: 'flex-end',
    minWidth: 0,
  },
})
