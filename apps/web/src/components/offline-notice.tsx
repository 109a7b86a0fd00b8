import * as stylex from '@stylexjs/stylex'
import { Icon } from '@worksmart/ui/icon.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { CloudOff } from 'lucide-react'
import { useSyncCounts } from './sync-status.tsx'
import { useOnline } from './use-online.ts'

/** Below the header while the device has no network. What was loaded can be read, and nothing is lost. */
export function OfflineNotice() {
  const { saving, waiting } = useSyncCounts()
  const queued = saving + waiting
  if (useOnline()) return null
  return (
    <div role="status" {...stylex.props(styles.root, textStyles.sm)}>
      <Icon icon={CloudOff} />
      You are offline. You can read and log;{' '}
      {queued > 0 ? `${queued} waiting to be saved.` : 'new entries are saved later.'}
    </div>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    backgroundColor: color.warningBg,
    color: color.warning,
    display: 'flex',
    gap: space.s8,
    paddingBlock: space.s6,
    paddingInline: space.s16,
  },
})
