import * as stylex from '@stylexjs/stylex'
import type { Task } from '@worksmart/types/tasks'
import { Avatar } from '@worksmart/ui/avatar.tsx'
import { Icon } from '@worksmart/ui/icon.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { CalendarClock, Timer } from 'lucide-react'
import { dueWord, dueWords, isOverdue, isOverEstimate, loggedWords } from './task-words.ts'

export type DueProps = {
  task: Task
  today: string
  /** True beside a field that says the date already. */
  isWordOnly?: boolean
}

/** When it is due; late is told by a word and a sign, not by colour alone. */
export function Due({ task, today, isWordOnly = false }: DueProps) {
  const words = isWordOnly ? dueWord(task, today) : dueWords(task, today)
  if (words === '') return null
  const isLate = isOverdue(task, today)
  return (
    <span {...stylex.props(styles.fact, textStyles.sm, isLate ? styles.late : textStyles.muted)}>
      {isLate && <Icon icon={CalendarClock} />}
      <VisuallyHidden>Due: </VisuallyHidden>
      {words}
    </span>
  )
}

/** Everyone's time on it against the estimate. */
export function Logged({ task }: { task: Task }) {
  const words = loggedWords(task)
  if (words === '') return null
  const isOver = isOverEstimate(task)
  return (
    <span
      title={isOver ? 'More than estimated' : undefined}
      {...stylex.props(
        styles.fact,
        textStyles.sm,
        textStyles.numeric,
        isOver ? styles.over : textStyles.muted,
      )}
    >
      {isOver && <Icon icon={Timer} />}
      <VisuallyHidden>{isOver ? 'Logged, more than estimated: ' : 'Logged: '}</VisuallyHidden>
      {words}
    </span>
  )
}

export function Assignee({ name, hasName = true }: { name: string | null; hasName?: boolean }) {
  if (name === null)
    return hasName ? (
      <span {...stylex.props(styles.nobody, textStyles.sm, textStyles.subtle)}>Nobody</span>
    ) : null
  if (!hasName) return <Avatar name={name} size="sm" />
  return (
    <span {...stylex.props(styles.fact, textStyles.sm)}>
      <Avatar name={name} size="sm" isDecorative />
      <span dir="auto" {...stylex.props(textStyles.truncate)}>
        {name}
      </span>
    </span>
  )
}

const styles = stylex.create({
  fact: {
    alignItems: 'center',
    display: 'inline-flex',
    gap: space.s6,
    minWidth: 0,
    whiteSpace: 'nowrap',
  },
  // Where there is room for a picture only, the words stay to be heard.
  nobody: { paddingInlineStart: 30, whiteSpace: 'nowrap' },
  late: { color: color.danger },
  over: { color: color.warning },
})
