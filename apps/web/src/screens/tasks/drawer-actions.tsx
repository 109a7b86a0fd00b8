import * as stylex from '@stylexjs/stylex'
import { useNavigate } from '@tanstack/react-router'
import type { Task } from '@worksmart/types/tasks'
import { Button } from '@worksmart/ui/button.tsx'
import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, shadow, space } from '@worksmart/ui/tokens.stylex.ts'
import { Check, Link, Timer, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useFillBar } from '../../components/bar-focus.tsx'
import { useAnnounce } from '../../components/live-region.tsx'
import { formatMinutes } from '../../lib/durations.ts'
import { canDelete, canEdit } from './task-rights.ts'
import { useTasksContext } from './tasks-context.tsx'

export type DrawerActionsProps = { task: Task; onDeleted(): void }

/** Log time on it, copy its address, delete it. */
export function DrawerActions({ task, onDeleted }: DrawerActionsProps) {
  const { me, actions } = useTasksContext()
  const navigate = useNavigate()
  const fillBar = useFillBar()
  const announce = useAnnounce()
  const [isCopied, setIsCopied] = useState(false)
  const [isRefused, setIsRefused] = useState(false)

  function logTime() {
    // The bar stands on Today; it takes the words as soon as it is there.
    if (!fillBar(` ${task.ref}`)) void navigate({ to: '/today' })
  }

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(`${location.origin}/t/${task.ref}`)
      setIsCopied(true)
      announce('Link copied')
    } catch {
      announce('The link could not be copied. Copy it from the address bar.', 'assertive')
    }
  }

  function remove() {
    if (task.loggedMinutes > 0) return setIsRefused(true)
    onDeleted()
    // A refusal shows above the list.
    void actions.remove(task).catch(() => undefined)
  }

  return (
    <>
      <Button size="sm" icon={Timer} onPress={logTime}>
        Log time
      </Button>
      <IconButton
        icon={isCopied ? Check : Link}
        size="sm"
        label={`Copy the link to ${task.ref}`}
        tip={isCopied ? 'Copied' : 'Copy link'}
        onPress={() => void copyLink()}
      />
      {canDelete(task, me) && (
        <IconButton
          icon={Trash2}
          size="sm"
          label={`Delete ${task.ref}`}
          tip="Delete"
          onPress={remove}
        />
      )}
      {isRefused && (
        <div role="alert" {...stylex.props(styles.refusal, textStyles.sm)}>
          <p>
            {`${formatMinutes(task.loggedMinutes)} were logged on this task, so it cannot be deleted. `}
            Set it to Done instead; nothing is lost then.
          </p>
          <div {...stylex.props(styles.choices)}>
            {task.status !== 'done' && canEdit(task, me) && (
              <Button
                size="sm"
                onPress={() => {
                  setIsRefused(false)
                  actions.setStatus(task, 'done')
                }}
              >
                Set to Done
              </Button>
            )}
            <Button size="sm" tone="quiet" onPress={() => setIsRefused(false)}>
              Keep it
            </Button>
          </div>
        </div>
      )}
    </>
  )
}

const styles = stylex.create({
  refusal: {
    backgroundColor: color.warningBg,
    borderColor: 'transparent',
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    boxShadow: shadow.popover,
    display: 'grid',
    gap: space.s8,
    insetBlockStart: '100%',
    insetInline: 0,
    padding: space.s12,
    position: 'absolute',
  },
  choices: { display: 'flex', gap: space.s8 },
})
