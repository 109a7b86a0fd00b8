import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { forgetPasted, readPasted } from '../../components/pasted-work-log.ts'
import { useSession } from '../../session/session.tsx'
import { AccountSection } from './account-section.tsx'
import { DeletedDocumentsSection } from './deleted-documents-section.tsx'
import { DeletedProjectsSection } from './deleted-projects-section.tsx'
import { DeletedSection } from './deleted-section.tsx'
import { ExportSection } from './export-section.tsx'

const ImportSection = lazy(() =>
  import('./import-section.tsx').then(({ ImportSection }) => ({ default: ImportSection })),
)

/** Settings → Data: what goes in, what goes out, and what can come back. */
export function DataScreen() {
  const { me } = useSession()
  const queryClient = useQueryClient()
  const [pasted] = useState(() => readPasted(queryClient))
  // The next visit starts with an empty import again.
  useEffect(() => forgetPasted(queryClient), [queryClient])
  return (
    <>
      <Suspense>
        <ImportSection {...(pasted === undefined ? {} : { initialText: pasted })} />
      </Suspense>
      <ExportSection />
      <DeletedSection />
      <DeletedDocumentsSection />
      {me.role === 'admin' && <DeletedProjectsSection />}
      <AccountSection />
    </>
  )
}
