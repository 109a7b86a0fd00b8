import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Document } from '@worksmart/types/documents'
import { ApiProblem } from '../../api/client.ts'
import {
  deleteDocument,
  forgetDocument,
  isDocument,
  renameDocument,
  restoreDocument,
} from '../../api/document-mutations.ts'
import { documentAddress, findDocument } from '../../api/documents.ts'
import { useAnnounce } from '../../components/live-region.tsx'
import { problemText } from '../../components/problem-text.ts'
import { useUndo } from '../../components/undo-bar.tsx'
import { saveAddress } from '../../lib/save-address.ts'
import { useSession } from '../../session/session.tsx'

type Rename = { base: Document; name: string }

/** What can be done to a document. What changes it can be taken back; a refusal is put in words. */
export function useDocumentActs(document: Document) {
  const { client } = useSession()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const announce = useAnnounce()
  const undo = useUndo()

  const renaming = useMutation({
    mutationFn: ({ base, name }: Rename) => renameDocument(client, queryClient, base, name),
    onSuccess: (after, { base }) => {
      announce(`Renamed to ${after.name}`)
      undo.offer({
        label: `Renamed to “${after.name}”`,
        undo: async () => {
          const now = latest(after)
          await renameDocument(client, queryClient, now, base.name)
        },
      })
    },
  })

  const removing = useMutation({
    mutationFn: () => deleteDocument(client, queryClient, document),
    onSuccess: async () => {
      announce(`Deleted document ${document.name}. Undo with Control Z.`)
      undo.offer({
        label: `Deleted “${document.name}”`,
        undo: () => restoreDocument(client, queryClient, document.id).then(() => {}),
      })
      await navigate({ to: '/documents' })
      forgetDocument(queryClient, document.id)
    },
  })

  const saving = useMutation({
    mutationFn: () => documentAddress(client, document.id, { inline: false }),
    onSuccess: ({ url }) => saveAddress(url),
  })

  function latest(after: Document): Document {
    const shown = queryClient.getQueryData<Document>(['documents', 'one', after.id])
    const known = shown ?? findDocument(queryClient, after.id)
    return known && known.version > after.version ? known : after
  }

  const { error, variables } = renaming
  const theirs = error instanceof ApiProblem && isDocument(error.current) ? error.current : null
  return {
    renaming,
    removing,
    saving,
    /** The words for what was refused; null when nothing was. */
    failure: failureOf({ renaming: theirs ? null : error, ...errorsOf(removing, saving) }),
    conflict:
      theirs && variables
        ? {
            fields: [{ label: 'Name', mine: variables.name, theirs: theirs.name }],
            isSaving: renaming.isPending,
            onKeepMine: () => renaming.mutate({ base: theirs, name: variables.name }),
            onUseTheirs: () => {
              queryClient.setQueryData(['documents', 'one', theirs.id], theirs)
              renaming.reset()
            },
          }
        : null,
  }
}

type Failing = { error: unknown }

const errorsOf = (removing: Failing, saving: Failing) => ({
  removing: removing.error,
  saving: saving.error,
})

function failureOf(errors: { renaming: unknown; removing: unknown; saving: unknown }) {
  const starts = { renaming: 'Not renamed', removing: 'Not deleted', saving: 'Not downloaded' }
  for (const [act, error] of Object.entries(errors)) {
    if (error) return `${starts[act as keyof typeof starts]}. ${problemText(error).title}.`
  }
  return null
}

export type DocumentActs = ReturnType<typeof useDocumentActs>
