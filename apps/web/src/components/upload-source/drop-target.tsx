import * as stylex from '@stylexjs/stylex'
import { Icon } from '@worksmart/ui/icon.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, shadow, space, z } from '@worksmart/ui/tokens.stylex.ts'
import { Upload } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { createPortal } from 'react-dom'
import type { UploadTarget } from '../../api/upload-journal.ts'
import { isEditable } from '../../lib/hotkeys.ts'
import { pastedFiles } from '../../lib/upload-rules.ts'
import { useUploads } from '../upload-tray/use-uploads.ts'

export type DropTargetProps = {
  target: UploadTarget
  /** What a dropped file is added to, in a sentence: "to Documents", "to WEB-142". */
  place: string
}

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true

/** Makes the whole window take files that are dropped or pasted, for as long as it is mounted. */
export function DropTarget({ target, place }: DropTargetProps) {
  const queue = useUploads()
  const [isOver, setIsOver] = useState(false)
  const add = useEffectEvent((files: readonly File[]) => queue.add(files, target))

  // Files come from outside of React, and onto any part of the page.
  useEffect(() => {
    let leaving: ReturnType<typeof setTimeout> | undefined
    const stay = (event: DragEvent) => {
      if (event.defaultPrevented || !hasFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
      clearTimeout(leaving)
      setIsOver(true)
      // The browser repeats `dragover` while the file is held above the window, and no longer.
      leaving = setTimeout(() => setIsOver(false), 400)
    }
    const drop = (event: DragEvent) => {
      if (event.defaultPrevented || !hasFiles(event)) return
      event.preventDefault()
      clearTimeout(leaving)
      setIsOver(false)
      add([...(event.dataTransfer?.files ?? [])])
    }
    const paste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || isEditable(event.target) || !event.clipboardData) return
      const files = pastedFiles(event.clipboardData, new Date())
      if (files.length === 0) return
      event.preventDefault()
      add(files)
    }
    document.addEventListener('dragenter', stay)
    document.addEventListener('dragover', stay)
    document.addEventListener('drop', drop)
    document.addEventListener('paste', paste)
    return () => {
      clearTimeout(leaving)
      document.removeEventListener('dragenter', stay)
      document.removeEventListener('dragover', stay)
      document.removeEventListener('drop', drop)
      document.removeEventListener('paste', paste)
    }
  }, [])

  if (!isOver) return null
  return createPortal(
    <div aria-hidden {...stylex.props(styles.cover)}>
      <p {...stylex.props(styles.words, textStyles.md, textStyles.semibold)}>
        <Icon icon={Upload} size={20} />
        {`Drop files to add them ${place}`}
      </p>
    </div>,
    document.body,
  )
}

const styles = stylex.create({
  cover: {
    alignItems: 'center',
    backgroundColor: color.scrim,
    display: 'flex',
    inset: 0,
    justifyContent: 'center',
    padding: space.s16,
    pointerEvents: 'none',
    position: 'fixed',
    zIndex: z.undo,
  },
  words: {
    alignItems: 'center',
    backgroundColor: color.raised,
    borderColor: color.accent,
    borderRadius: radius.xl,
    borderStyle: 'dashed',
    borderWidth: 2,
    boxShadow: shadow.popover,
    color: color.text,
    display: 'flex',
    gap: space.s12,
    margin: 0,
    padding: space.s24,
  },
})
