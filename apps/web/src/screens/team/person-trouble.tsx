import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { ConflictNotice } from '../../components/conflict-notice.tsx'
import type { PersonActs } from './use-person-acts.ts'

/** What stands in the way of a change, and the ways on; nothing while there is no trouble. */
export function PersonTrouble({ acts }: { acts: PersonActs }) {
  const { conflict, failure, isSaving } = acts
  if (conflict) return <ConflictNotice {...conflict} isSaving={isSaving} />
  if (!failure) return null
  return (
    <div role="alert" {...stylex.props(textStyles.sm, styles.root)}>
      {failure.words}
      <Button size="sm" isPending={isSaving} onPress={failure.onRetry}>
        Retry
      </Button>
      <Button size="sm" tone="quiet" onPress={failure.onDiscard}>
        Discard
      </Button>
    </div>
  )
}

/** Whether there is something that `PersonTrouble` shows. */
export function hasTrouble({ conflict, failure }: PersonActs): boolean {
  return conflict !== null || failure !== null
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    color: color.danger,
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
  },
})
