import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Project } from '@worksmart/types/projects'
import { useState } from 'react'
import { ApiProblem } from '../../api/client.ts'
import {
  deleteProject,
  isProject,
  type ProjectFields,
  restoreProject,
  sameFields,
  useEditProject,
} from '../../api/project-mutations.ts'
import { findProject } from '../../api/projects.ts'
import { people as peopleList } from '../../api/users.ts'
import { useAnnounce } from '../../components/live-region.tsx'
import { problemText } from '../../components/problem-text.ts'
import { useUndo } from '../../components/undo-bar.tsx'
import { civilToday } from '../../lib/dates.ts'
import { useSession } from '../../session/session.tsx'
import { changeWords, conflictFields } from './project-words.ts'

/** What can be done to a project: shown at once, offered to be taken back, refused in words. */
export function useProjectActs(project: Project) {
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const announce = useAnnounce()
  const undo = useUndo()
  const people = useQuery(peopleList(client)).data
  const editing = useEditProject(client, project.id)
  const [removal, setRemoval] = useState<{ isPending: boolean; error: unknown }>({
    isPending: false,
    error: null,
  })
  const { error, variables } = editing
  const theirs = error instanceof ApiProblem && isProject(error.current) ? error.current : null
  const words = {
    today: civilToday(me.timeZone),
    personName: (id: string | null) => people?.find((person) => person.id === id)?.name ?? '',
  }

  /** `label` says in the undo bar what was done. Rejects when the api refuses. */
  async function change(base: Project, fields: ProjectFields, label: string): Promise<void> {
    const before = sameFields(base, fields)
    undo.offer({
      label,
      undo: async () => {
        const now = findProject(queryClient, base.id) ?? base
        await editing.mutateAsync({ base: now, fields: before })
      },
    })
    await editing.mutateAsync({ base, fields })
    announce(label)
  }

  async function remove(): Promise<void> {
    setRemoval({ isPending: true, error: null })
    try {
      await deleteProject(client, queryClient, project)
    } catch (failure) {
      setRemoval({ isPending: false, error: failure })
      return
    }
    undo.offer({
      label: `Deleted project “${project.name}”`,
      undo: () => restoreProject(client, queryClient, project.id).then(() => {}),
    })
    announce(`Deleted project ${project.name}. Undo with Control Z.`)
    void navigate({ to: '/projects' })
  }

  return {
    words,
    isSaving: editing.isPending,
    change,
    remove,
    removal,
    /** A change that was refused and is no conflict: what failed, and the ways on from there. */
    failure:
      error && !theirs && variables
        ? {
            words: `Not saved: ${changeWords(variables.fields, project, words)}. ${problemText(error).title}.`,
            onRetry: () =>
              editing.mutate({
                base: findProject(queryClient, project.id) ?? project,
                fields: variables.fields,
              }),
            onDiscard: () => editing.reset(),
          }
        : null,
    conflict:
      theirs && variables
        ? {
            fields: conflictFields(variables.fields, theirs, words),
            onKeepMine: () => editing.mutate({ base: theirs, fields: variables.fields }),
            onUseTheirs: () => editing.reset(),
          }
        : null,
  }
}

export type ProjectActs = ReturnType<typeof useProjectActs>
