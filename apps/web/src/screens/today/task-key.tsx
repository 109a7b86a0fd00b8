import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color } from '@worksmart/ui/tokens.stylex.ts'
import { openTasks } from '../../api/open-tasks.ts'
import { taskById } from '../../api/task-by-id.ts'
import { useSession } from '../../session/session.tsx'

export type TaskKeyProps = { id: string; tabIndex?: number }

/**
 * The key of a check-in's task, which leads to it; nothing until the key is known. Most time goes to
 * open tasks, which the bar has fetched already, so only others are asked for.
 */
export function TaskKey({ id, tabIndex }: TaskKeyProps) {
  const { client } = useSession()
  const open = useQuery(openTasks(client))
  const known = open.data?.find((task) => task.id === id)
  const isOther = known === undefined && !open.isPending
  const task = useQuery({ ...taskById(client, id), enabled: isOther }).data ?? known
  if (!task) return null
  return (
    <Link
      to="/t/$ref"
      params={{ ref: task.ref }}
      title={task.title}
      tabIndex={tabIndex}
      {...stylex.props(
        linkStyles.quiet,
        focusRing.native,
        textStyles.sm,
        textStyles.numeric,
        styles.root,
      )}
    >
      {task.ref}
    </Link>
  )
}

const styles = stylex.create({
  root: { color: { default: color.textMuted, ':hover': color.accentText }, whiteSpace: 'nowrap' },
})
