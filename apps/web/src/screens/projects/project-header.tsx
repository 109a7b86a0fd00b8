import * as stylex from '@stylexjs/stylex'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ProjectWithFacts } from '@worksmart/types/projects'
import { Button } from '@worksmart/ui/button.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { Clock, ListPlus, Pencil } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useFillBar } from '../../components/bar-focus.tsx'
import { ConflictNotice } from '../../components/conflict-notice.tsx'
import { ProjectStatus } from '../../components/project-status.tsx'
import { useShortcuts } from '../../components/shortcuts.tsx'
import { formatMinutes } from '../../lib/durations.ts'
import { projectStatusNames } from '../../lib/status-words.ts'
import { useSession } from '../../session/session.tsx'
import { wishQuickAdd } from '../tasks/quick-add-wish.ts'
import { PickField } from '../today/filter-fields.tsx'
import { datesOf } from './project-words.ts'
import { useProjectActs } from './use-project-acts.ts'

const ProjectForm = lazy(() =>
  import('./project-form.tsx').then(({ ProjectForm }) => ({ default: ProjectForm })),
)

const statuses = Object.entries(projectStatusNames).map(([id, name]) => ({ id, name }))

/** Where the project stands, whose it is, and what can be done with it. */
export function ProjectHeader({ project }: { project: ProjectWithFacts }) {
  const { me } = useSession()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const fillBar = useFillBar()
  const acts = useProjectActs(project)
  const editButton = useRef<HTMLButtonElement>(null)
  const [isEditing, setIsEditing] = useState(false)
  const canEdit = me.role !== 'member' || project.ownerId === me.id
  const isArchived = project.status === 'archived'
  const { words, conflict, failure } = acts
  const facts = [
    words.personName(project.ownerId) || 'No owner',
    datesOf(project, words.today),
    project.budgetMinutes === null ? null : `Budget ${formatMinutes(project.budgetMinutes)}`,
  ]

  function logTime() {
    fillBar(`@${project.key} `)
    void navigate({ to: '/today' })
  }
  function addTask() {
    wishQuickAdd(queryClient)
    void navigate({ to: '/tasks', search: { project: project.id } })
  }
  useShortcuts(
    isArchived ? [] : [{ keys: 'n', label: 'New task', group: 'Projects', run: addTask }],
  )
  function closeForm() {
    setIsEditing(false)
    editButton.current?.focus()
  }

  return (
    <header {...stylex.props(styles.root)}>
      <div {...stylex.props(styles.line)}>
        <Link to="/projects" {...stylex.props(linkStyles.quiet, focusRing.native, textStyles.sm)}>
          Projects
        </Link>
        <span {...stylex.props(textStyles.sm, textStyles.subtle)}>
          <span aria-hidden>› </span>
          {project.key}
        </span>
        {canEdit ? (
          <PickField
            label="Status"
            value={project.status}
            options={statuses}
            onChange={(status) => {
              const next = statuses.find(({ id }) => id === status)
              if (!next || status === project.status) return
              const fields = { status: status as typeof project.status }
              // The refusal is shown below the line, so it needs no second handling here.
              acts.change(project, fields, statusLabel(project.name, next)).catch(() => {})
            }}
          />
        ) : (
          <ProjectStatus status={project.status} />
        )}
        <span dir="auto" {...stylex.props(textStyles.sm, textStyles.muted)}>
          {facts.filter((fact) => fact !== null).join(' · ')}
        </span>
        <span {...stylex.props(styles.acts)}>
          {canEdit && (
            <Button
              ref={editButton}
              size="sm"
              tone="quiet"
              icon={Pencil}
              aria-expanded={isEditing}
              onPress={() => setIsEditing(!isEditing)}
            >
              Edit
            </Button>
          )}
          {!isArchived && (
            <Button size="sm" icon={ListPlus} onPress={addTask}>
              New task
            </Button>
          )}
          {!isArchived && (
            <Button size="sm" tone="primary" icon={Clock} onPress={logTime}>
              Log time
            </Button>
          )}
        </span>
      </div>
      {project.description !== '' && !isEditing && (
        <p dir="auto" {...stylex.props(textStyles.base, textStyles.muted, styles.description)}>
          {project.description}
        </p>
      )}
      {conflict && <ConflictNotice {...conflict} isSaving={acts.isSaving} />}
      {failure && !isEditing && (
        <div role="alert" {...stylex.props(textStyles.sm, styles.error)}>
          {failure.words}
          <Button size="sm" isPending={acts.isSaving} onPress={failure.onRetry}>
            Retry
          </Button>
          <Button size="sm" tone="quiet" onPress={failure.onDiscard}>
            Discard
          </Button>
        </div>
      )}
      {isEditing && (
        <Suspense>
          <ProjectForm project={project} acts={acts} onClose={closeForm} />
        </Suspense>
      )}
    </header>
  )
}

function statusLabel(name: string, next: { id: string; name: string }): string {
  return next.id === 'archived' ? `Archived “${name}”` : `“${name}” is now ${next.name}`
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s8, marginBlockEnd: space.s8 },
  line: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s12 },
  acts: { display: 'flex', gap: space.s8, marginInlineStart: 'auto' },
  description: { margin: 0, maxWidth: '68ch', overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
  error: {
    alignItems: 'center',
    color: color.danger,
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
  },
})
