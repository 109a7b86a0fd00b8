import * as stylex from '@stylexjs/stylex'
import { Icon } from '@worksmart/ui/icon.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { TriangleAlert } from 'lucide-react'
import { problemText } from '../../components/problem-text.ts'

export type ImportTroubleProps = {
  /** Null when the person stopped it. */
  error: unknown
  /** How far it came, and what is safe. */
  children: string
}

/** What ended a run early. The ways on stand with the other buttons of the step. */
export function ImportTrouble({ error, children }: ImportTroubleProps) {
  const { title, requestId } = error === null ? stopped : problemText(error)
  return (
    <div role="alert" {...stylex.props(styles.root)}>
      <Icon icon={TriangleAlert} xstyle={styles.icon} />
      <div>
        <p {...stylex.props(textStyles.base, textStyles.medium)}>{title}.</p>
        <p {...stylex.props(textStyles.sm, textStyles.muted)}>{children}</p>
        {requestId && (
          <details {...stylex.props(textStyles.xs, textStyles.subtle)}>
            <summary {...stylex.props(styles.summary)}>Details for support</summary>
            Request <code {...stylex.props(textStyles.mono)}>{requestId}</code>
          </details>
        )}
      </div>
    </div>
  )
}

const stopped = { title: 'Stopped', requestId: null }

const styles = stylex.create({
  root: {
    alignItems: 'flex-start',
    backgroundColor: color.warningBg,
    borderColor: 'transparent',
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    display: 'flex',
    gap: space.s12,
    paddingBlock: space.s8,
    paddingInline: space.s12,
  },
  icon: { color: color.warning, flexShrink: 0, marginBlockStart: space.s2 },
  summary: { cursor: 'pointer', marginBlockStart: space.s4 },
})
