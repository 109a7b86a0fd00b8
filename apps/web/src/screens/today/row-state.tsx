import * as stylex from '@stylexjs/stylex'
import { Icon } from '@worksmart/ui/icon.tsx'
import { color } from '@worksmart/ui/tokens.stylex.ts'
import { Clock } from 'lucide-react'
import type { LocalState } from '../../api/outbox-overlay.ts'
import { Late } from '../../components/late.tsx'
import { rowTrouble } from './late-parts.ts'

/** What has not been confirmed about a row. */
export function RowState({ local }: { local: LocalState }) {
  if (local.state !== 'pending') return <Late code={rowTrouble} local={local} />
  return (
    <span role="img" aria-label="Saving" title="Saving" {...stylex.props(styles.saving)}>
      <Icon icon={Clock} />
    </span>
  )
}

const styles = stylex.create({
  saving: { color: color.textSubtle, display: 'inline-flex' },
})
