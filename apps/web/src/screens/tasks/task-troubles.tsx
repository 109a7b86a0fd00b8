import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@worksmart/ui/button.tsx'
import { Icon } from '@worksmart/ui/icon.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { TriangleAlert } from 'lucide-react'
import { ApiProblem, Unreachable } from '../../api/client.ts'
import { type TaskTrouble, taskTroubles } from '../../api/task-troubles.ts'
import { ConflictNotice } from '../../components/conflict-notice.tsx'
import { problemText } from '../../components/problem-text.ts'
import { fieldDifferences, fieldWords } from './task-differences.ts'
import { shortTask } from './task-words.ts'
import { useTasksContext } from './tasks-context.tsx'

export type TaskTroublesProps =
  /** All but those of the task in the drawer, which shows its own. */
  { exceptRef: string | null } | { onlyId: string }

/** What was not saved, with what the person wrote and the ways on from there. */
export function TaskTroubles(props: TaskTroublesProps) {
  const all = useQuery(taskTroubles).data ?? []
  const shown = all.filter(({ task }) =>
    'onlyId' in props
      ? task.id === props.onlyId
      : props.exceptRef === null || task.ref !== props.exceptRef,
  )
  if (shown.length === 0) return null
  return (
    <ul aria-label="Not saved" {...stylex.props(styles.list)}>
      {shown.map((trouble) => (
        <li key={trouble.id}>
          <Trouble trouble={trouble} />
        </li>
      ))}
    </ul>
  )
}

function Trouble({ trouble }: { trouble: TaskTrouble }) {
  const context = useTasksContext()
  const { actions } = context
  const { kind, task, theirs, error } = trouble
  if (kind === 'edit' && theirs) {
    return (
      <div>
        <p dir="auto" {...stylex.props(styles.name, textStyles.sm, textStyles.medium)}>
          {shortTask(theirs)}
        </p>
        <ConflictNotice
          fields={fieldDifferences(trouble.fields, task, theirs, context)}
          isSaving={false}
          onKeepMine={() => actions.retry(trouble)}
          onUseTheirs={() => actions.discard(trouble)}
        />
      </div>
    )
  }
  const { title, detail } = problemText(error)
  const hasTime = error instanceof ApiProblem && error.code === 'task.has_time'
  return (
    <div role="alert" {...stylex.props(styles.notice, textStyles.sm)}>
      <Icon icon={TriangleAlert} xstyle={styles.icon} />
      <div {...stylex.props(styles.words)}>
        <p dir="auto" {...stylex.props(textStyles.medium)}>
          {`${kind === 'remove' ? 'Not deleted' : 'Not saved'}: ${shortTask(task)}`}
        </p>
        {/* Unlike a check-in, a task waits for the person and not for the network. */}
        <p>{`${title}. ${error instanceof Unreachable ? 'Retry when it is back.' : detail}`}</p>
        {kind === 'edit' && <p dir="auto">{fieldWords(trouble.fields, task, context)}</p>}
      </div>
      {hasTime ? (
        <Button
          size="sm"
          onPress={() => {
            actions.discard(trouble)
            actions.setStatus(task, 'done')
          }}
        >
          Set to Done
        </Button>
      ) : (
        <Button size="sm" onPress={() => actions.retry(trouble)}>
          {kind === 'remove' && theirs ? 'Delete anyway' : 'Retry'}
        </Button>
      )}
      <Button size="sm" tone="quiet" onPress={() => actions.discard(trouble)}>
        {kind === 'remove' ? 'Keep it' : 'Discard'}
      </Button>
    </div>
  )
}

const styles = stylex.create({
  list: { display: 'grid', gap: space.s8, listStyle: 'none', margin: 0, padding: 0 },
  name: { marginBlockEnd: space.s4 },
  notice: {
    alignItems: 'center',
    backgroundColor: color.warningBg,
    borderColor: 'transparent',
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
    paddingBlock: space.s8,
    paddingInline: space.s12,
  },
  icon: { color: color.warning },
  words: { flexBasis: 200, flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
})
