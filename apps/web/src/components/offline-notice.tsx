import * as stylex from '@stylexjs/stylex'
import { Icon } from '@worksmart/ui/icon.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, measure, media, space } from '@worksmart/ui/tokens.stylex.ts'
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
      <p {...stylex.props(styles.inner)}>
        <Icon icon={CloudOff} />
        You are offline. You can read and log;{' '}
        {queued > 0 ? `${queued} waiting to be saved.` : 'new entries are saved later.'}
      </p>
    </div>
  )
}

const styles = stylex.create({
  root: { backgroundColor: color.warningBg, color: color.warning },
  inner: {
    alignItems: 'center',
    display: 'flex',
    gap: space.s8,
    marginInline: 'auto',
    maxWidth: measure.content,
    paddingBlock: space.s6,
    paddingInline: { default: space.s32, [media.narrow]: space.s12 },
  },
})
