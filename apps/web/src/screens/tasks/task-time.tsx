import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import type { Task } from '@worksmart/types/tasks'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { taskTime } from '../../api/tasks.ts'
import { Surface } from '../../components/surface.tsx'
import { formatDay } from '../../lib/dates.ts'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { useSession } from '../../session/session.tsx'
import { isOverEstimate } from './task-words.ts'
import { useTasksContext } from './tasks-context.tsx'

/** What was logged on the task. The total is everyone's; a member sees only their own lines. */
export function TaskTime({ task }: { task: Task }) {
  const { client, me } = useSession()
  const { today, nameOf } = useTasksContext()
  const query = useQuery(taskTime(client, task.id))
  const isMember = me.role === 'member'
  return (
    <>
      <p {...stylex.props(textStyles.base)}>{totalWords(task)}</p>
      <Surface name="the time" query={query} skeleton={<Skeleton shape="block" height={64} />}>
        {({ items, nextCursor }) => (
          <>
            {isMember && task.loggedMinutes > 0 && (
              <p {...stylex.props(textStyles.sm, textStyles.muted)}>
                {items.length === 0 ? 'None of it is yours.' : 'Your own lines:'}
              </p>
            )}
            {items.length > 0 && (
              <ul {...stylex.props(styles.list)}>
                {items.map((row) => (
                  <li key={row.id} {...stylex.props(styles.row, textStyles.sm)}>
                    <span {...stylex.props(styles.minutes, textStyles.numeric)}>
                      <span aria-hidden>{formatMinutes(row.minutes)}</span>
                      <VisuallyHidden>{spokenMinutes(row.minutes)}</VisuallyHidden>
                    </span>
                    <span dir="auto" {...stylex.props(styles.activity)}>
                      {row.activity}
                    </span>
                    <span {...stylex.props(textStyles.subtle)}>
                      {[isMember ? null : nameOf(row.userId), formatDay(row.workDate, today)]
                        .filter(Boolean)
                        .join(', ')}
                    </span>
                  </li>
                ))}
              </ul>
            )}
            {nextCursor !== null && (
              <p {...stylex.props(textStyles.sm, textStyles.muted)}>The newest 50 are shown.</p>
            )}
          </>
        )}
      </Surface>
    </>
  )
}

function totalWords(task: Task): string {
  if (task.loggedMinutes === 0) return 'No time yet'
  const total = `${formatMinutes(task.loggedMinutes)} logged by everyone`
  if (task.estimateMinutes === null) return total
  const difference = formatMinutes(Math.abs(task.estimateMinutes - task.loggedMinutes))
  return `${total}, ${difference} ${isOverEstimate(task) ? 'more than' : 'left of what was'} estimated`
}

const styles = stylex.create({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  row: {
    borderBlockEndColor: { default: color.border, ':last-child': 'transparent' },
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    columnGap: space.s12,
    display: 'grid',
    gridTemplateColumns: '64px minmax(0, 1fr) auto',
    paddingBlock: space.s6,
  },
  minutes: { textAlign: 'end' },
  activity: { minWidth: 0, overflowWrap: 'anywhere' },
})
