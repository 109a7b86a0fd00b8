import * as stylex from '@stylexjs/stylex'
import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, media, radius, shadow, space, z } from '@worksmart/ui/tokens.stylex.ts'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { isUnderWay } from '../../api/upload-queue.ts'
import { UploadRow } from './upload-row.tsx'
import { trayTitle } from './upload-words.ts'
import { useUploadList, useUploads } from './use-uploads.ts'

/** Every upload of this visit, bottom right, beside whatever screen is shown. */
export function UploadTray() {
  const queue = useUploads()
  const uploads = useUploadList()
  const [isFolded, setIsFolded] = useState(false)
  const root = useRef<HTMLElement>(null)
  const listId = useId()
  if (uploads.length === 0) return null

  // The pressed button goes with its row, and the focus must not fall out of the tray.
  const keepFocus = (act: () => void) => () => {
    root.current?.focus()
    act()
  }

  return (
    <section
      ref={root}
      aria-label="Uploads"
      data-landmark
      tabIndex={-1}
      {...stylex.props(styles.root)}
    >
      <header {...stylex.props(styles.head)}>
        <h2 {...stylex.props(textStyles.sm, textStyles.semibold, textStyles.truncate)}>
          {trayTitle(uploads)}
        </h2>
        <span {...stylex.props(styles.acts)}>
          <IconButton
            icon={isFolded ? ChevronUp : ChevronDown}
            size="sm"
            label={isFolded ? 'Show the uploads' : 'Hide the uploads'}
            aria-expanded={!isFolded}
            aria-controls={listId}
            onPress={() => setIsFolded(!isFolded)}
          />
          {!uploads.some(isUnderWay) && (
            <IconButton icon={X} size="sm" label="Close the uploads" onPress={queue.clear} />
          )}
        </span>
      </header>
      <ul id={listId} hidden={isFolded} {...stylex.props(styles.list, isFolded && styles.folded)}>
        {uploads.map((upload) => (
          <UploadRow
            key={upload.id}
            upload={upload}
            onCancel={keepFocus(() => queue.cancel(upload.id))}
            onRetry={keepFocus(() => queue.retry(upload.id))}
          />
        ))}
      </ul>
    </section>
  )
}

const styles = stylex.create({
  root: {
    backgroundColor: color.raised,
    borderRadius: radius.lg,
    boxShadow: shadow.popover,
    color: color.text,
    // Below 768 the navigation stands at the bottom, and the tray above it.
    insetBlockEnd: {
      default: space.s16,
      [media.narrow]: 'calc(env(safe-area-inset-bottom) + 72px)',
    },
    insetInlineEnd: { default: space.s16, [media.narrow]: space.s8 },
    insetInlineStart: { default: 'auto', [media.narrow]: space.s8 },
    outlineColor: { default: 'transparent', ':focus-visible': color.focus },
    outlineStyle: 'solid',
    outlineWidth: 2,
    overflow: 'hidden',
    position: 'fixed',
    width: { default: 360, [media.narrow]: 'auto' },
    zIndex: z.popover,
  },
  head: {
    alignItems: 'center',
    display: 'flex',
    gap: space.s8,
    justifyContent: 'space-between',
    minHeight: 40,
    paddingInlineEnd: space.s6,
    paddingInlineStart: space.s12,
  },
  acts: { display: 'inline-flex', flexShrink: 0, gap: space.s2 },
  list: {
    listStyle: 'none',
    margin: 0,
    maxHeight: 'min(320px, 40dvh)',
    overflowY: 'auto',
    padding: 0,
  },
  folded: { display: 'none' },
})
