import { Button, type ButtonProps } from '@worksmart/ui/button.tsx'
import { Upload } from 'lucide-react'
import { useRef } from 'react'
import type { UploadTarget } from '../../api/upload-journal.ts'
import { acceptedFiles } from '../../lib/type-names.ts'
import { useShortcuts } from '../shortcuts.tsx'
import { useUploads } from '../upload-tray/use-uploads.ts'
import { useOnline } from '../use-online.ts'

export type UploadButtonProps = Pick<ButtonProps, 'tone' | 'size'> & {
  target: UploadTarget
  label?: string
}

/** Opens the browser's file chooser, which `U` does too. */
export function UploadButton({ target, label = 'Upload', tone, size = 'sm' }: UploadButtonProps) {
  const queue = useUploads()
  const isOnline = useOnline()
  const input = useRef<HTMLInputElement>(null)
  const open = () => input.current?.click()
  useShortcuts(
    isOnline ? [{ keys: 'u', label: 'Upload a document', group: 'Documents', run: open }] : [],
  )
  return (
    <>
      <input
        ref={input}
        hidden
        multiple
        type="file"
        aria-label="Files to upload"
        accept={acceptedFiles}
        onChange={({ target: { files }, currentTarget }) => {
          queue.add([...(files ?? [])], target)
          // The same file chosen once more is a change too.
          currentTarget.value = ''
        }}
      />
      <Button
        {...(tone ? { tone } : {})}
        size={size}
        icon={Upload}
        isDisabled={!isOnline}
        keyShortcuts="U"
        onPress={open}
      >
        {isOnline ? label : 'Uploads need a connection'}
      </Button>
    </>
  )
}
