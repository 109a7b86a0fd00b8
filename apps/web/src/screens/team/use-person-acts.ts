import { useQueryClient } from '@tanstack/react-query'
import type { Role } from '@worksmart/types/roles'
import type { User } from '@worksmart/types/users'
import { currentOf, type PersonFields, useEditPerson } from '../../api/team.ts'
import { useAnnounce } from '../../components/live-region.tsx'
import { useUndo } from '../../components/undo-bar.tsx'
import { useSession } from '../../session/session.tsx'
import { conflictFields, personProblem, roleNames } from './team-words.ts'

/** What an admin does to a colleague: shown at once, refused in words. */
export function usePersonActs(person: User) {
  const { client } = useSession()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const undo = useUndo()
  const editing = useEditPerson(client, person.id)
  const { error, variables } = editing
  const theirs = currentOf(error)
  const now = () =>
    queryClient.getQueryData<User[]>(['users'])?.find(({ id }) => id === person.id) ?? person

  async function change(fields: PersonFields, said: string): Promise<void> {
    await editing.mutateAsync({ base: person, fields })
    announce(said)
  }

  function changeRole(role: Role): void {
    if (role === person.role) return
    const said = `${person.name} is now ${roleNames[role]}`
    const before = { role: person.role }
    undo.offer({
      label: said,
      undo: async () => void (await editing.mutateAsync({ base: now(), fields: before })),
    })
    // What is refused is said below the row, so it needs no second handling here.
    change({ role }, said).catch(() => {})
  }

  function activate(): void {
    change({ active: true }, `${person.name} is active again`).catch(() => {})
  }

  return {
    isSaving: editing.isPending,
    changeRole,
    activate,
    /** Rejects when the api refuses. */
    deactivate: () => change({ active: false }, `${person.name} is deactivated`),
    failure:
      error && !theirs && variables
        ? {
            words: `Not saved. ${personProblem(error)}`,
            onRetry: () => editing.mutate({ base: now(), fields: variables.fields }),
            onDiscard: () => editing.reset(),
          }
        : null,
    conflict:
      theirs && variables
        ? {
            fields: conflictFields(variables.fields, theirs),
            onKeepMine: () => editing.mutate({ base: theirs, fields: variables.fields }),
            onUseTheirs: () => editing.reset(),
          }
        : null,
  }
}

export type PersonActs = ReturnType<typeof usePersonActs>
