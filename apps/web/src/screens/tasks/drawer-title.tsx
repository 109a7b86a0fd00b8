import * as stylex from '@stylexjs/stylex'
import { limits } from '@worksmart/types/limits'
import type { Task } from '@worksmart/types/tasks'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { shortTask } from './task-words.ts'
import { useTasksContext } from './tasks-context.tsx'
import { useTyped } from './use-typed.ts'

/** The title, which is its own field. Enter and leaving save; Escape puts it back. */
export function DrawerTitle({ task, mayEdit }: { task: Task; mayEdit: boolean }) {
  const { actions } = useTasksContext()
  const title = useTyped(task.title)
  if (!mayEdit) {
    return (
      <h2 dir="auto" {...stylex.props(textStyles.lg, textStyles.semibold, styles.heading)}>
        {task.title}
      </h2>
    )
  }

  function save() {
    const next = title.text.replace(/\s+/g, ' ').trim()
    if (next === '' || next === task.title) return title.reset()
    const { text: sent, seen } = title
    title.send(next)
    actions.edit(task, { title: next }, `Renamed ${shortTask(task)}`, { title: seen }).then(
      (saved) => title.settle(sent, saved.title),
      // What is not saved stands above, with both versions where there are two.
      () => title.settle(sent, seen),
    )
  }

  return (
    <>
      <VisuallyHidden as="h2">{task.title}</VisuallyHidden>
      <textarea
        aria-label="Title"
        dir="auto"
        rows={1}
        value={title.text}
        maxLength={limits.taskTitle}
        onChange={(event) => title.setText(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') {
            event.preventDefault()
            save()
          }
          if (event.key === 'Escape' && title.text !== title.seen) {
            event.preventDefault()
            title.reset()
          }
        }}
        {...stylex.props(textStyles.lg, textStyles.semibold, styles.field, focusRing.native)}
      />
    </>
  )
}

const styles = stylex.create({
  heading: { margin: 0, overflowWrap: 'anywhere' },
  field: {
    backgroundColor: 'transparent',
    borderColor: { default: 'transparent', ':hover': color.border },
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    color: color.text,
    fieldSizing: 'content',
    fontFamily: 'inherit',
    marginInline: -9,
    paddingBlock: space.s4,
    paddingInline: space.s8,
    resize: 'none',
  },
})
