import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Document } from '@worksmart/types/documents'
import { restoreDocument } from '../../api/document-mutations.ts'
import { deletedDocuments } from '../../api/documents.ts'
import { useAnnounce } from '../../components/live-region.tsx'
import { formatBytes } from '../../lib/byte-size.ts'
import { typeName } from '../../lib/type-names.ts'
import { useSession } from '../../session/session.tsx'
import { BinRow, BinSection } from './bin-section.tsx'

/** The bin of documents: one's own, and everyone's for an admin. */
export function DeletedDocumentsSection() {
  const { client } = useSession()
  return (
    <BinSection
      heading="Deleted documents"
      about="Documents that were deleted. They can be restored for 30 days; after that their files are gone."
      name="deleted documents"
      empty={{ heading: 'No deleted documents' }}
      query={useInfiniteQuery(deletedDocuments(client))}
    >
      {(document) => <DeletedDocument key={document.id} document={document} />}
    </BinSection>
  )
}

function DeletedDocument({ document }: { document: Document }) {
  const { client } = useSession()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const restoring = useMutation({
    mutationFn: () => restoreDocument(client, queryClient, document.id),
    onSuccess: () => announce(`Restored document ${document.name}`),
  })
  return (
    <BinRow
      name={document.name}
      label={`Restore document ${document.name}`}
      restoring={restoring}
      onRestore={() => restoring.mutate()}
    >
      {`${typeName(document.mime)} · ${formatBytes(document.sizeBytes)}`}
    </BinRow>
  )
}
