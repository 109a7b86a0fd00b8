import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import { limits } from '@worksmart/types/limits'
import { isPermitted } from '@worksmart/types/permissions'
import type { Project } from '@worksmart/types/projects'
import { Button } from '@worksmart/ui/button.tsx'
import { Card } from '@worksmart/ui/card.tsx'
import { Select } from '@worksmart/ui/select.tsx'
import { TextField } from '@worksmart/ui/text-field.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, media, space } from '@worksmart/ui/tokens.stylex.ts'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { ApiProblem } from '../../api/client.ts'
import type { ProjectFields } from '../../api/project-mutations.ts'
import { people as peopleList } from '../../api/users.ts'
import { problemText } from '../../components/problem-text.ts'
import { formatMinutes } from '../../lib/durations.ts'
import { readLongDuration } from '../../lib/long-duration.ts'
import { useSession } from '../../session/session.tsx'
import type { ProjectActs } from './use-project-acts.ts'

export type ProjectFormProps = { project: Project; acts: ProjectActs; onClose(): void }

type Typed = Record<'name' | 'description' | 'startsOn' | 'dueOn' | 'budget' | 'owner', string>

const nobody = 'nobody'

/** The fields of a project. Only what was changed is sent, over the version that was opened. */
export function ProjectForm({ project, acts, onClose }: ProjectFormProps) {
  const { client, me } = useSession()
  const people = useQuery(peopleList(client)).data ?? []
  const [base] = useState(project)
  const [typed, setTyped] = useState<Typed>(() => typedOf(base))
  const [error, setError] = useState<unknown>(null)
  const set = (name: keyof Typed) => (value: string) => setTyped({ ...typed, [name]: value })
  const budgetMinutes = readLongDuration(typed.budget)
  const { removal } = acts
  const isNotEmpty = codeOf(removal.error) === 'project.not_empty'

  async function save() {
    const fields = changedFields(base, typed, budgetMinutes)
    if (budgetMinutes === undefined || typed.name.trim() === '') return
    if (Object.keys(fields).length === 0) return onClose()
    try {
      await acts.change(base, fields, `Changed “${base.name}”`)
      onClose()
    } catch (failure) {
      // Both versions stand above the form then, and the choice is made there.
      if (codeOf(failure) === 'version.stale') onClose()
      else setError(failure)
    }
  }

  return (
    <Card as="section" aria-label="Edit project">
      <form
        {...stylex.props(styles.form)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.defaultPrevented) onClose()
        }}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField
          autoFocus
          label="Name"
          value={typed.name}
          maxLength={limits.projectName}
          errorMessage={typed.name.trim() === '' ? 'Give it a name.' : fieldError(error, '/name')}
          onChange={set('name')}
        />
        <Select
          label="Owner"
          options={[
            { id: nobody, label: 'No owner' },
            ...people.map(({ id, name }) => ({ id, label: name })),
          ]}
          value={typed.owner}
          onChange={set('owner')}
        />
        <TextField
          label="Starts"
          type="date"
          value={typed.startsOn}
          errorMessage={fieldError(error, '/startsOn')}
          onChange={set('startsOn')}
        />
        <TextField
          label="Due"
          type="date"
          value={typed.dueOn}
          errorMessage={dueProblem(typed) ?? fieldError(error, '/dueOn')}
          onChange={set('dueOn')}
        />
        <TextField
          label="Budget"
          placeholder="120 h"
          value={typed.budget}
          errorMessage={
            budgetMinutes === undefined
              ? 'Write hours with their unit, like 120 h.'
              : fieldError(error, '/budgetMinutes')
          }
          onChange={set('budget')}
        />
        <TextField
          label="Description"
          rows={3}
          value={typed.description}
          errorMessage={fieldError(error, '/description')}
          onChange={set('description')}
          xstyle={styles.wide}
        />
        <div {...stylex.props(styles.acts, styles.wide)}>
          <Button tone="primary" type="submit" isPending={acts.isSaving}>
            {canRetry(error) ? 'Retry' : 'Save'}
          </Button>
          <Button tone="quiet" onPress={onClose}>
            Cancel
          </Button>
          <span {...stylex.props(styles.apart)}>
            <Button onPress={() => void archive(acts, base, project.status, onClose)}>
              {project.status === 'archived' ? 'Reopen' : 'Archive'}
            </Button>
            {isPermitted(me.role, 'projects.remove') && (
              <Button
                tone="quiet"
                icon={Trash2}
                isPending={removal.isPending}
                onPress={() => void acts.remove()}
              >
                Delete
              </Button>
            )}
          </span>
        </div>
      </form>
      {removal.error !== null && (
        <p role="alert" {...stylex.props(textStyles.sm, styles.error)}>
          {`Not deleted. ${problemText(removal.error).title}. ${problemText(removal.error).detail}`}
          {isNotEmpty && project.status !== 'archived' && (
            <Button size="sm" onPress={() => void archive(acts, base, project.status, onClose)}>
              Archive it
            </Button>
          )}
        </p>
      )}
      {error !== null && (
        <p role="alert" {...stylex.props(textStyles.sm, styles.error)}>
          {`Not saved. ${problemText(error).title}.`}
        </p>
      )}
    </Card>
  )
}

async function archive(
  acts: ProjectActs,
  base: Project,
  status: Project['status'],
  onDone: () => void,
): Promise<void> {
  const isOpening = status === 'archived'
  const label = isOpening ? `Reopened “${base.name}”` : `Archived “${base.name}”`
  try {
    await acts.change(base, { status: isOpening ? 'on_track' : 'archived' }, label)
  } catch {
    // What was refused is said above, where the status stands.
  }
  onDone()
}

function typedOf(project: Project): Typed {
  return {
    name: project.name,
    description: project.description,
    startsOn: project.startsOn ?? '',
    dueOn: project.dueOn ?? '',
    budget: project.budgetMinutes === null ? '' : formatMinutes(project.budgetMinutes),
    owner: project.ownerId ?? nobody,
  }
}

function changedFields(
  base: Project,
  typed: Typed,
  budgetMinutes: number | null | undefined,
): ProjectFields {
  const wanted: ProjectFields = {
    name: typed.name.trim(),
    description: typed.description.trim(),
    startsOn: typed.startsOn || null,
    dueOn: typed.dueOn || null,
    budgetMinutes: budgetMinutes ?? null,
    ownerId: typed.owner === nobody ? null : typed.owner,
  }
  const names = Object.keys(wanted) as (keyof ProjectFields)[]
  return Object.fromEntries(
    names.filter((name) => wanted[name] !== base[name]).map((name) => [name, wanted[name]]),
  )
}

function dueProblem({ startsOn, dueOn }: Typed): string | undefined {
  const isBefore = startsOn !== '' && dueOn !== '' && dueOn < startsOn
  return isBefore ? 'The due date has to be on or after the start.' : undefined
}

function fieldError(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  return error.errors.find((each) => each.pointer === pointer)?.message
}

/** True where the fields are right, so that the same once more may do. */
function canRetry(error: unknown): boolean {
  return error !== null && !(error instanceof ApiProblem && error.errors.length > 0)
}

function codeOf(error: unknown): string | null {
  return error instanceof ApiProblem ? error.code : null
}

const styles = stylex.create({
  form: {
    display: 'grid',
    gap: space.s12,
    gridTemplateColumns: {
      default: 'repeat(3, minmax(0, 1fr))',
      [media.narrow]: 'minmax(0, 1fr)',
    },
  },
  wide: { gridColumn: '1 / -1' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: space.s8 },
  apart: { display: 'flex', gap: space.s8, marginInlineStart: 'auto' },
  error: {
    alignItems: 'center',
    color: color.danger,
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
    marginBlockStart: space.s8,
  },
})
