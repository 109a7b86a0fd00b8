import * as stylex from '@stylexjs/stylex'
import { limits } from '@worksmart/types/limits'
import type { Task } from '@worksmart/types/tasks'
import { Button } from '@worksmart/ui/button.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { Pencil } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { inputStyles } from './input-styles.ts'
import { shortTask } from './task-words.ts'
import { useTasksContext } from './tasks-context.tsx'

const Markdown = lazy(() =>
  import('../../components/markdown.tsx').then(({ Markdown }) => ({ default: Markdown })),
)

/** The description drawn from its Markdown, or the Markdown itself while it is written. */
export function TaskDescription({ task, mayEdit }: { task: Task; mayEdit: boolean }) {
  const [isEditing, setIsEditing] = useState(false)
  if (isEditing && mayEdit) return <Editor task={task} onDone={() => setIsEditing(false)} />
  const { description } = task
  return (
    <>
      {description === '' ? (
        !mayEdit && <p {...stylex.props(textStyles.base, textStyles.muted)}>No description</p>
      ) : (
        <Suspense fallback={<p {...stylex.props(styles.raw)}>{description}</p>}>
          <Markdown text={description} />
        </Suspense>
      )}
      {mayEdit && (
        <Button
          size="sm"
          tone="quiet"
          icon={Pencil}
          xstyle={styles.edit}
          onPress={() => setIsEditing(true)}
        >
          {description === '' ? 'Add a description' : 'Edit the description'}
        </Button>
      )}
    </>
  )
}

function Editor({ task, onDone }: { task: Task; onDone(): void }) {
  const { actions } = useTasksContext()
  const [seen] = useState({ description: task.description })
  const [text, setText] = useState(task.description)
  const [isLeaving, setIsLeaving] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)

  // The person asked to write, so the caret goes where writing happens.
  useEffect(() => field.current?.focus(), [])

  function save() {
    if (text !== seen.description) {
      const label = `Changed the description of ${shortTask(task)}`
      actions.edit(task, { description: text }, label, seen).catch(() => undefined)
    }
    onDone()
  }

  return (
    <>
      <textarea
        ref={field}
        aria-label="Description, in Markdown"
        dir="auto"
        rows={8}
        value={text}
        maxLength={limits.description}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
            event.preventDefault()
            save()
          }
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
          event.preventDefault()
          // What was written is never thrown away by one key.
          if (text === seen.description || isLeaving) onDone()
          else setIsLeaving(true)
        }}
        {...stylex.props(inputStyles.field, inputStyles.wide, inputStyles.area, focusRing.native)}
      />
      <p role="status" {...stylex.props(textStyles.sm, textStyles.muted)}>
        {isLeaving && 'Not saved yet. Save it, or press Escape once more to leave it as it was.'}
      </p>
      <div {...stylex.props(styles.buttons)}>
        <Button size="sm" tone="primary" onPress={save}>
          Save
        </Button>
        <Button size="sm" tone="quiet" onPress={onDone}>
          Cancel
        </Button>
      </div>
    </>
  )
}

const styles = stylex.create({
  raw: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  edit: { justifySelf: 'start' },
  buttons: { display: 'flex', gap: space.s8 },
})
