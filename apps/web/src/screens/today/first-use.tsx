import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { useAddSampleData } from '../../api/workspace.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { problemText } from '../../components/problem-text.ts'
import { useSession } from '../../session/session.tsx'
import { exampleLines } from './example-lines.ts'

export type FirstUseProps = {
  /** Sample data is offered only where there is nothing at all yet. */
  canAddSample: boolean
  onFocusBar(): void
  onFill(line: string): void
}

/** Nothing logged yet: the first line is one press away. */
export function FirstUse({ canAddSample, onFocusBar, onFill }: FirstUseProps) {
  const { client } = useSession()
  const sample = useAddSampleData(client)
  return (
    <EmptyState
      heading="Log your first check-in"
      why="One line holds the time, a tag and what you did."
      action={{ label: 'Start typing', onPress: onFocusBar }}
    >
      <ul aria-label="Examples" {...stylex.props(styles.examples)}>
        {exampleLines.map((line) => (
          <li key={line}>
            <button
              type="button"
              onClick={() => onFill(line)}
              {...stylex.props(styles.example, textStyles.sm, textStyles.mono, focusRing.native)}
            >
              {line}
            </button>
          </li>
        ))}
      </ul>
      {canAddSample && (
        <p {...stylex.props(styles.sample, textStyles.sm, textStyles.muted)}>
          Or look around first:{' '}
          <Button size="sm" isPending={sample.isPending} onPress={() => sample.mutate()}>
            Add sample data
          </Button>
        </p>
      )}
      {sample.error && (
        <p role="alert" {...stylex.props(styles.error, textStyles.sm)}>
          {problemText(sample.error).title}. {problemText(sample.error).detail}
        </p>
      )}
    </EmptyState>
  )
}

const styles = stylex.create({
  examples: {
    display: 'grid',
    gap: space.s4,
    listStyle: 'none',
    margin: 0,
    marginBlockStart: space.s12,
    padding: 0,
  },
  example: {
    backgroundColor: { default: color.sunken, ':hover': color.hover },
    borderRadius: radius.md,
    borderWidth: 0,
    color: color.textMuted,
    cursor: 'pointer',
    maxWidth: '100%',
    minHeight: density.controlMd,
    paddingBlock: space.s4,
    paddingInline: space.s12,
    textAlign: 'start',
    width: '100%',
  },
  sample: {
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
    justifyContent: 'center',
    marginBlockStart: space.s16,
  },
  error: { color: color.danger },
})
