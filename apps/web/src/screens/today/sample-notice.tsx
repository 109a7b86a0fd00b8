import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { useRemoveSampleData } from '../../api/workspace.ts'
import { problemText } from '../../components/problem-text.ts'
import { useSession } from '../../session/session.tsx'

/** Stays while sample rows exist. Only rows that are marked as sample are removed. */
export function SampleNotice() {
  const { client } = useSession()
  const removal = useRemoveSampleData(client)
  return (
    <p {...stylex.props(styles.root, textStyles.sm, textStyles.subtle)}>
      Sample data is shown.
      <Button size="sm" tone="quiet" isPending={removal.isPending} onPress={() => removal.mutate()}>
        Remove sample data
      </Button>
      {removal.error && (
        <span role="alert" {...stylex.props(styles.error)}>
          {problemText(removal.error).title}.
        </span>
      )}
    </p>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
    margin: 0,
    paddingInline: space.s8,
  },
  error: { color: color.danger },
})
