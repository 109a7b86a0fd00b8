import * as stylex from '@stylexjs/stylex'
import { Link } from '@tanstack/react-router'
import { Button } from '@worksmart/ui/button.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Icon, type IconType } from '@worksmart/ui/icon.tsx'
import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { ProgressBar } from '@worksmart/ui/progress-bar.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { CircleAlert, CircleCheck, Clock, Upload as UploadIcon, X } from 'lucide-react'
import type { Upload } from '../../api/upload-queue.ts'
import { stepWords } from './upload-words.ts'

export type UploadRowProps = {
  upload: Upload
  onCancel(): void
  onRetry(): void
}

/** One file: how far it is, and what can be done about it. */
export function UploadRow({ upload, onCancel, onRetry }: UploadRowProps) {
  const { name, step } = upload
  const tone = toneOf(step.at)
  const isCancellable = step.at === 'waiting' || step.at === 'preparing' || step.at === 'uploading'
  return (
    <li {...stylex.props(styles.root)}>
      <Icon icon={icons[tone]} xstyle={[styles.icon, tones[tone]]} />
      <div {...stylex.props(styles.words)}>
        {step.at === 'done' ? (
          <Link
            to="/documents/$id"
            params={{ id: step.document.id }}
            dir="auto"
            title={step.document.name}
            {...stylex.props(
              linkStyles.quiet,
              focusRing.native,
              textStyles.sm,
              textStyles.medium,
              textStyles.truncate,
            )}
          >
            {step.document.name}
          </Link>
        ) : (
          <span
            dir="auto"
            title={name}
            {...stylex.props(textStyles.sm, textStyles.medium, textStyles.truncate)}
          >
            {name}
          </span>
        )}
        <span
          {...stylex.props(
            textStyles.xs,
            textStyles.numeric,
            styles.state,
            tone === 'bad' ? tones.bad : textStyles.muted,
          )}
        >
          {stepWords(upload)}
        </span>
        <Progress upload={upload} />
      </div>
      {step.at === 'failed' && step.canRetry && (
        <Button size="sm" aria-label={`Try again: ${name}`} onPress={onRetry}>
          Retry
        </Button>
      )}
      {isCancellable && (
        <IconButton
          icon={X}
          size="sm"
          label={`Cancel the upload of ${name}`}
          tip="Cancel"
          onPress={onCancel}
        />
      )}
    </li>
  )
}

function Progress({ upload }: { upload: Upload }) {
  const { name, sizeBytes, step } = upload
  if (step.at === 'uploading') {
    return <ProgressBar isLabelHidden label={name} value={step.sentBytes} maxValue={sizeBytes} />
  }
  if (step.at === 'preparing' || step.at === 'checking') {
    return <ProgressBar isLabelHidden isIndeterminate label={name} />
  }
  return null
}

type Tone = 'calm' | 'wait' | 'good' | 'bad'

function toneOf(at: Upload['step']['at']): Tone {
  if (at === 'done') return 'good'
  if (at === 'waiting') return 'wait'
  return at === 'refused' || at === 'failed' || at === 'lost' ? 'bad' : 'calm'
}

const icons: Record<Tone, IconType> = {
  calm: UploadIcon,
  wait: Clock,
  good: CircleCheck,
  bad: CircleAlert,
}

const styles = stylex.create({
  root: {
    alignItems: 'flex-start',
    borderBlockStartColor: color.border,
    borderBlockStartStyle: 'solid',
    borderBlockStartWidth: 1,
    columnGap: space.s8,
    display: 'flex',
    paddingBlock: space.s8,
    paddingInline: space.s12,
  },
  icon: { flexShrink: 0, marginBlockStart: space.s2 },
  words: {
    display: 'grid',
    flexGrow: 1,
    gridTemplateColumns: 'minmax(0, 1fr)',
    minWidth: 0,
    rowGap: space.s2,
  },
  state: { overflowWrap: 'anywhere' },
})

const tones = stylex.create({
  calm: { color: color.accentText },
  wait: { color: color.textSubtle },
  good: { color: color.success },
  bad: { color: color.danger },
})
