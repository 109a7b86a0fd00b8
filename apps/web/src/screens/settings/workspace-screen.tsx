import { useQuery, useQueryClient } from '@tanstack/react-query'
import { limits } from '@worksmart/types/limits'
import type { Workspace } from '@worksmart/types/workspaces'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { workspace } from '../../api/ai-switches.ts'
import { saveWorkspaceName } from '../../api/profile.ts'
import { Surface } from '../../components/surface.tsx'
import { useSession } from '../../session/session.tsx'
import { AiSection } from './ai-section.tsx'
import { AutosaveText } from './autosave-text.tsx'
import { SampleSection } from './sample-section.tsx'
import { Section } from './section.tsx'
import { useAutosave } from './use-autosave.ts'

/** Settings → Workspace: what is the same for everyone here; an admin says it. */
export function WorkspaceScreen() {
  const { client, me } = useSession()
  const query = useQuery(workspace(client))
  const isAdmin = me.role === 'admin'
  return (
    <>
      <Section
        heading="Workspace"
        about={
          isAdmin
            ? 'Its name stands at the top for everyone.'
            : 'An admin of the workspace can change its name.'
        }
      >
        {isAdmin ? (
          <Surface
            name="the workspace"
            query={query}
            skeleton={<Skeleton shape="block" height={82} />}
          >
            {(row) => <NameField row={row} />}
          </Surface>
        ) : (
          <p dir="auto">{me.workspace.name}</p>
        )}
      </Section>
      <AiSection />
      {isAdmin && <SampleSection />}
    </>
  )
}

function NameField({ row }: { row: Workspace }) {
  const { client } = useSession()
  const queryClient = useQueryClient()
  const field = useAutosave({
    kept: { value: row.name, version: row.version },
    scope: 'workspace',
    save: ({ value, version }) =>
      saveWorkspaceName(client, queryClient, { id: row.id, version }, value),
    theirs: (current) => {
      const { name, version } = (current ?? {}) as Partial<Workspace>
      return name !== undefined && version !== undefined ? { value: name, version } : null
    },
    onUseTheirs: () => void queryClient.invalidateQueries({ queryKey: ['workspace'] }),
  })
  return (
    <AutosaveText
      label="Name of the workspace"
      field={field}
      maxLength={limits.workspaceName}
      emptyMessage="A name has at least one letter."
      autoComplete="organization"
    />
  )
}
