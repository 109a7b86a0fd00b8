import * as stylex from '@stylexjs/stylex'
import { useQueryClient } from '@tanstack/react-query'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { lazy, Suspense, useEffect, useState } from 'react'
import { forgetPasted, readPasted } from '../../components/pasted-work-log.ts'
import { useSession } from '../../session/session.tsx'
import { AiSection } from './ai-section.tsx'
import { DeletedDocumentsSection } from './deleted-documents-section.tsx'
import { DeletedProjectsSection } from './deleted-projects-section.tsx'
import { DeletedSection } from './deleted-section.tsx'
import { ExportSection } from './export-section.tsx'
import { SampleSection } from './sample-section.tsx'

const ImportSection = lazy(() =>
  import('./import-section.tsx').then(({ ImportSection }) => ({ default: ImportSection })),
)

/** Settings → Data: what goes in, what goes out, what helps, and what can come back. */
export function DataScreen() {
  const { me } = useSession()
  const queryClient = useQueryClient()
  const [pasted] = useState(() => readPasted(queryClient))
  // The next visit starts with an empty import again.
  useEffect(() => forgetPasted(queryClient), [queryClient])
  return (
    <div {...stylex.props(styles.root)}>
      <Suspense>
        <ImportSection {...(pasted === undefined ? {} : { initialText: pasted })} />
      </Suspense>
      <ExportSection />
      <AiSection />
      {me.role === 'admin' && <SampleSection />}
      <DeletedSection />
      <DeletedDocumentsSection />
      {me.role === 'admin' && <DeletedProjectsSection />}
    </div>
  )
}

const styles = stylex.create({
  root: { display: 'flex', flexDirection: 'column', gap: space.s32, maxWidth: 720 },
})
