import { useEffect } from 'react'
import { isUnderWay } from '../../api/upload-queue.ts'
import { UploadTray } from './upload-tray.tsx'
import { useMilestones } from './use-milestones.ts'
import { useUploads } from './use-uploads.ts'

/**
 * What uploads need of the page, whichever screen is shown: the tray, a warning before leaving, a
 * second try when the network is back, and the end of what an earlier visit began.
 */
export function UploadRoot() {
  const queue = useUploads()
  useMilestones()

  // Uploads end with the session, not with a screen.
  useEffect(() => {
    queue.resume()
    return () => queue.stop()
  }, [queue])

  // The browser asks in words of its own. One place holds the warning, so that saving a file, which
  // only looks like leaving, can take it away for a moment.
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (queue.uploads().some(isUnderWay)) event.preventDefault()
    }
    window.onbeforeunload = warn
    addEventListener('online', queue.retryUnreached)
    return () => {
      window.onbeforeunload = null
      removeEventListener('online', queue.retryUnreached)
    }
  }, [queue])

  // A file that misses the place for it would replace the whole page.
  useEffect(() => {
    const refuse = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'none'
    }
    addEventListener('dragover', refuse)
    addEventListener('drop', refuse)
    return () => {
      removeEventListener('dragover', refuse)
      removeEventListener('drop', refuse)
    }
  }, [])

  return <UploadTray />
}
