import * as stylex from '@stylexjs/stylex'
import type { Checkin } from '@worksmart/types/checkins'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space, z } from '@worksmart/ui/tokens.stylex.ts'
import { Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { isCivilDay } from '../../lib/dates.ts'
import { DayField } from './day-field.tsx'
import { PickField, TextInput } from './filter-fields.tsx'
import { useTodayContext } from './today-context.tsx'

export type BulkBarProps = { rows: readonly Checkin[]; onRemove(): void; onClear(): void }

/** What can be done with the selected rows. Each row is its own write, and undo takes back all. */
export function BulkBar({ rows, onRemove, onClear }: BulkBarProps) {
  const { meId, actions, projects } = useTodayContext()
  const [tag, setTag] = useState('')
  // Correcting another person's row needs a reason of its own, so those are not done in bulk.
  const own = rows.filter((row) => row.userId === meId)
  const count = own.length === 1 ? '1 check-in' : `${own.length} check-ins`

  function addTag() {
    const clean = tag.trim().replace(/^#/, '').normalize('NFC').toLowerCase()
    if (clean === '' || /[\s#"\\]/u.test(clean)) return
    actions.change(
      own.filter((row) => !row.tags.includes(clean)),
      (row) => ({ tags: [...row.tags, clean] }),
      `Added #${clean} to ${count}`,
    )
    setTag('')
  }

  return (
    <section aria-label="Selected check-ins" {...stylex.props(styles.root)}>
      <p role="status" {...stylex.props(styles.count, textStyles.sm, textStyles.medium)}>
        {count} selected
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          addTag()
        }}
      >
        <TextInput label="Add a tag" placeholder="Add tag" value={tag} onChange={setTag} />
      </form>
      <PickField
        label="Move to project"
        value=""
        none="Project…"
        options={projects
          .filter((project) => project.status !== 'archived')
          .map(({ id, name }) => ({ id, name }))}
        onChange={(projectId) =>
          projectId &&
          actions.change(own, () => ({ projectId, taskId: null }), `Moved ${count} to a project`)
        }
      />
      <DayField
        label="Move to day"
        words="Move to day…"
        day={undefined}
        onChange={(workDate) =>
          isCivilDay(workDate) &&
          actions.change(own, () => ({ workDate }), `Moved ${count} to another day`)
        }
      />
      <Button size="sm" icon={Trash2} onPress={onRemove}>
        Delete
      </Button>
      <Button size="sm" tone="quiet" icon={X} onPress={onClear}>
        Clear selection
      </Button>
    </section>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    backgroundColor: color.raised,
    borderColor: color.border,
    borderRadius: radius.lg,
    borderStyle: 'solid',
    borderWidth: 1,
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
    insetBlockEnd: 72,
    marginBlockStart: space.s12,
    padding: space.s8,
    position: 'sticky',
    zIndex: z.sticky,
  },
  count: { margin: 0, paddingInline: space.s8 },
})
