import { useEffect, useRef } from 'react'
import { useAnnounce } from '../live-region.tsx'
import { milestone } from './upload-words.ts'
import { useUploadList } from './use-uploads.ts'

/** Says how each upload goes, each sentence once. A moving number would never stop talking. */
export function useMilestones(): void {
  const uploads = useUploadList()
  const announce = useAnnounce()
  const said = useRef(new Map<string, string>())

  // A live region speaks outside of what is drawn.
  useEffect(() => {
    for (const upload of uploads) {
      const words = milestone(upload)
      if (words === null || said.current.get(upload.id) === words) continue
      said.current.set(upload.id, words)
      announce(words, upload.step.at === 'refused' ? 'assertive' : 'polite')
    }
  }, [uploads, announce])
}
