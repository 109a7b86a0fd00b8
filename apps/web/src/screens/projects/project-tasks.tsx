import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Project } from '@worksmart/types/projects'
import type { Task } from '@worksmart/types/tasks'
import { Badge } from '@worksmart/ui/badge.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, space } from '@worksmart/ui/tokens.stylex.ts'
import { taskList } from '../../api/tasks.ts'
import { people as peopleList } from '../../api/users.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Surface } from '../../components/surface.tsx'
import { civilToday, formatDay } from '../../lib/dates.ts'
import { formatMinutes } from '../../lib/durations.ts'
import { taskStatusNames } from '../../lib/status-words.ts'
import { useSession } from '../../session/session.tsx'
import { ProjectsSkeleton } from './projects-skeleton.tsx'

/** The project's tasks, newest first. */
export function ProjectTasks({ project }: { project: Project }) {
  const { client } = useSession()
  const query = useQuery({ ...taskList(client, { projectId: project.id }), staleTime: 0 })
  const people = useQuery(peopleList(client)).data
  return (
    <>
      <p {...stylex.props(textStyles.sm, styles.lead)}>
        <Link
          to="/tasks"
          search={{ project: project.id }}
          {...stylex.props(linkStyles.text, focusRing.native)}
        >
          Plan them in Tasks
        </Link>
      </p>
      <Surface
        name="tasks"
        query={query}
        skeleton={<ProjectsSkeleton />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState
            heading="No tasks yet"
            why="Time can be logged on the project itself, with or without tasks."
          />
        }
      >
        {({ items, isCut }) => (
          <>
            <ul aria-label="Tasks" {...stylex.props(styles.list)}>
              {items.map((task) => (
                <TaskRow
                  key={task.id}
                  task={task}
                  assignee={people?.find(({ id }) => id === task.assigneeId)?.name ?? null}
                />
              ))}
            </ul>
            {isCut && (
              <p {...stylex.props(textStyles.sm, textStyles.subtle)}>
                Only the newest tasks are shown here.
              </p>
            )}
          </>
        )}
      </Surface>
    </>
  )
}

function TaskRow({ task, assignee }: { task: Task; assignee: string | null }) {
  const { me } = useSession()
  const due = task.dueOn === null ? null : formatDay(task.dueOn, civilToday(me.timeZone))
  const logged =
    task.estimateMinutes === null
      ? formatMinutes(task.loggedMinutes)
      : `${formatMinutes(task.loggedMinutes)} of ${formatMinutes(task.estimateMinutes)}`
  const meta = [assignee, due && `due ${due}`, logged].filter((part) => part !== null)
  return (
    <li {...stylex.props(styles.row)}>
      <span {...stylex.props(textStyles.sm, textStyles.subtle, textStyles.numeric)}>
        {task.ref}
      </span>
      <Link
        to="/t/$ref"
        params={{ ref: task.ref }}
        dir="auto"
        {...stylex.props(styles.title, linkStyles.quiet, focusRing.native)}
      >
        {task.title}
      </Link>
      <Badge>{taskStatusNames[task.status]}</Badge>
      <span
        dir="auto"
        {...stylex.props(styles.meta, textStyles.sm, textStyles.muted, textStyles.numeric)}
      >
        {meta.join(' · ')}
      </span>
    </li>
  )
}

const styles = stylex.create({
  lead: { marginBlockEnd: space.s8 },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  row: {
    alignItems: 'center',
    borderBlockEndColor: { default: color.border, ':last-child': 'transparent' },
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    columnGap: space.s12,
    display: 'flex',
    flexWrap: 'wrap',
    minHeight: density.rowComfortable,
    paddingBlock: space.s6,
  },
  title: { minWidth: 0, overflowWrap: 'anywhere' },
  meta: { marginInlineStart: 'auto' },
})
