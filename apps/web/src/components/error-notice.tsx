import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { Icon } from '@worksmart/ui/icon.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { CloudOff, Lock, SearchX, TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { ApiProblem, Unreachable } from '../api/client.ts'
import { isEditable } from '../lib/hotkeys.ts'
import { problemText } from './problem-text.ts'

export type ErrorNoticeProps = {
  /** What could not be loaded, such as "check-ins". */
  name: string
  error: unknown
  onRetry: () => void
  isRetrying?: boolean
  /** True where nothing else is shown: centred. Otherwise a line above what was loaded before. */
  isAlone?: boolean
}

/** What failed, what is still safe, one way on, and the request id for whoever helps. */
export function ErrorNotice(props: ErrorNoticeProps) {
  const { name, error, onRetry, isRetrying = false, isAlone = false } = props
  const root = useRef<HTMLDivElement>(null)
  const { title, detail, requestId } = problemText(error)
  const canRetry = !isRefusal(error)

  // The next key press is most likely "try again", but a person who is typing is never interrupted.
  useEffect(() => {
    if (!isEditable(document.activeElement)) {
      root.current?.querySelector('button')?.focus({ preventScroll: true })
    }
  }, [])

  return (
    <div
      ref={root}
      role="alert"
      {...stylex.props(styles.root, isAlone ? styles.alone : styles.line)}
    >
      <Icon icon={iconOf(error)} size={isAlone ? 20 : 16} xstyle={styles.icon} />
      <div {...stylex.props(styles.words)}>
        <p {...stylex.props(textStyles.base, textStyles.medium)}>
          {canRetry ? `Could not load ${name}. ${title}.` : `${title}.`}
        </p>
        <p {...stylex.props(textStyles.sm, textStyles.muted)}>{detail}</p>
        {requestId && (
          <details {...stylex.props(textStyles.xs, textStyles.subtle)}>
            <summary {...stylex.props(styles.summary)}>Details for support</summary>
            Request <code {...stylex.props(textStyles.mono)}>{requestId}</code>
          </details>
        )}
      </div>
      {canRetry && (
        <Button size={isAlone ? 'md' : 'sm'} onPress={onRetry} isPending={isRetrying}>
          Try again
        </Button>
      )}
    </div>
  )
}

/** Trying again cannot help when the answer was no. */
function isRefusal(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 403 || error.status === 404)
}

function iconOf(error: unknown) {
  if (error instanceof Unreachable) return CloudOff
  if (error instanceof ApiProblem && error.status === 403) return Lock
  if (error instanceof ApiProblem && error.status === 404) return SearchX
  return TriangleAlert
}

const styles = stylex.create({
  root: { display: 'flex', gap: space.s12 },
  alone: {
    alignItems: 'center',
    flexDirection: 'column',
    paddingBlock: space.s48,
    paddingInline: space.s16,
    textAlign: 'center',
  },
  line: {
    alignItems: 'flex-start',
    backgroundColor: color.warningBg,
    borderColor: 'transparent',
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    marginBlockEnd: space.s12,
    paddingBlock: space.s8,
    paddingInline: space.s12,
  },
  icon: { color: color.warning, marginBlockStart: space.s2 },
  words: { flexGrow: 1, minWidth: 0 },
  summary: { cursor: 'pointer', marginBlockStart: space.s4 },
})
