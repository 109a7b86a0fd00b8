import * as stylex from '@stylexjs/stylex'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { limits } from '@worksmart/types/limits'
import type { Project } from '@worksmart/types/projects'
import { Button } from '@worksmart/ui/button.tsx'
import { Card } from '@worksmart/ui/card.tsx'
import { TextField } from '@worksmart/ui/text-field.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { useState } from 'react'
import { ApiProblem } from '../../api/client.ts'
import { projectList } from '../../api/project-list.ts'
import { createProject, deleteProject, isKeyTaken } from '../../api/project-mutations.ts'
import { useAnnounce } from '../../components/live-region.tsx'
import { problemText } from '../../components/problem-text.ts'
import { useUndo } from '../../components/undo-bar.tsx'
import { isProjectKey, suggestKey, toKey } from '../../lib/project-key.ts'
import { useSession } from '../../session/session.tsx'

/** A name makes a project; the key follows the name until it is typed by hand. */
export function NewProject({ onClose }: { onClose(): void }) {
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const announce = useAnnounce()
  const undo = useUndo()
  const projects = useQuery(projectList(client)).data
  const [name, setName] = useState('')
  const [ownKey, setOwnKey] = useState<string | null>(null)
  const [isTried, setIsTried] = useState(false)
  const taken = new Set(projects?.map((project) => project.key))
  const key = ownKey ?? (name.trim() === '' ? '' : suggestKey(name, taken))
  const creating = useMutation({
    mutationFn: () => createProject(client, queryClient, { key, name: name.trim() }),
    onSuccess: (project) => {
      announce(`Project ${project.name} created`)
      offerUndo(project)
      onClose()
      void navigate({ to: '/projects/$key', params: { key: project.key } })
    },
  })
  const error = errorsOf({ name, key, taken, error: creating.error, isTried })

  // Only an admin can delete, so nobody else is offered to take a creation back.
  function offerUndo(project: Project) {
    if (me.role !== 'admin') return
    undo.offer({
      label: `Created project “${project.name}”`,
      undo: async () => {
        await deleteProject(client, queryClient, project)
        void navigate({ to: '/projects' })
      },
    })
  }

  function submit() {
    setIsTried(true)
    if (name.trim() === '' || !isProjectKey(key) || taken.has(key)) return
    creating.mutate()
  }

  return (
    <Card as="section" aria-label="New project" xstyle={styles.root}>
      <form
        {...stylex.props(styles.form)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.defaultPrevented) onClose()
        }}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextField
          autoFocus
          label="Name"
          value={name}
          maxLength={limits.projectName}
          errorMessage={error.name}
          onChange={setName}
          xstyle={styles.name}
        />
        <TextField
          label="Key"
          description={`Its tasks are ${key || 'WEB'}-1, ${key || 'WEB'}-2 and so on.`}
          value={key}
          errorMessage={error.key}
          onChange={(text) => {
            creating.reset()
            setOwnKey(toKey(text))
          }}
          xstyle={styles.key}
        />
        <div {...stylex.props(styles.acts)}>
          <Button tone="primary" type="submit" isPending={creating.isPending}>
            {error.other === null ? 'Create' : 'Retry'}
          </Button>
          <Button tone="quiet" onPress={onClose}>
            Cancel
          </Button>
        </div>
      </form>
      {error.other && (
        <p role="alert" {...stylex.props(textStyles.sm, styles.error)}>
          {error.other}
        </p>
      )}
    </Card>
  )
}

type Errors = { name: string | undefined; key: string | undefined; other: string | null }

function errorsOf(state: {
  name: string
  key: string
  taken: ReadonlySet<string>
  error: Error | null
  isTried: boolean
}): Errors {
  const { name, key, taken, error, isTried } = state
  const of = (pointer: string) =>
    error instanceof ApiProblem ? error.errors.find((each) => each.pointer === pointer) : undefined
  const nameProblem = isTried && name.trim() === '' ? 'Give it a name.' : of('/name')?.message
  const isPlaced = isKeyTaken(error) || of('/name') !== undefined || of('/key') !== undefined
  return {
    name: nameProblem,
    key: keyProblem(key, taken.has(key) || isKeyTaken(error), isTried) ?? of('/key')?.message,
    other: error && !isPlaced ? `Not saved. ${problemText(error).title}.` : null,
  }
}

function keyProblem(key: string, isTaken: boolean, isTried: boolean): string | undefined {
  if (isTaken) return `${key} is taken. Choose another key.`
  if (isTried && !isProjectKey(key)) return 'Use 2 to 10 capital letters or digits, a letter first.'
  return undefined
}

const styles = stylex.create({
  root: { marginBlockEnd: space.s16 },
  form: { alignItems: 'flex-start', display: 'flex', flexWrap: 'wrap', gap: space.s12 },
  name: { flexBasis: 240, flexGrow: 1 },
  key: { width: 200 },
  // In line with the fields, which stand below their labels.
  acts: { display: 'flex', gap: space.s8, paddingBlockStart: 26 },
  error: { color: color.danger, marginBlockStart: space.s8 },
})
