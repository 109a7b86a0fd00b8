import * as stylex from '@stylexjs/stylex'
import type { Checkin } from '@worksmart/types/checkins'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import type { LocalState } from '../../api/outbox-overlay.ts'
import { RowState } from './row-state.tsx'

export type AttentionListProps = {
  rows: readonly Checkin[]
  locals: ReadonlyMap<string, LocalState>
}

/** Writes that need the person and whose rows this view does not show: nothing fails out of sight. */
export function AttentionList({ rows, locals }: AttentionListProps) {
  const shown = new Set(rows.map((row) => row.id))
  const hidden = [...locals].filter(([id, local]) => local.state !== 'pending' && !shown.has(id))
  if (hidden.length === 0) return null
  return (
    <ul aria-label="Needs attention" {...stylex.props(styles.list)}>
      {hidden.map(([id, local]) => (
        <li key={id}>
          <span dir="auto">{(local.mine ?? local.theirs)?.activity ?? 'A check-in'}</span>
          <RowState local={local} />
        </li>
      ))}
    </ul>
  )
}

const styles = stylex.create({
  list: { display: 'grid', gap: space.s8, listStyle: 'none', margin: 0, padding: space.s8 },
})
