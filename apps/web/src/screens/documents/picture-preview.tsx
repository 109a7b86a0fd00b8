import * as stylex from '@stylexjs/stylex'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { useEffect, useState } from 'react'

export type PicturePreviewProps = {
  kind: 'pdf' | 'picture'
  name: string
  bytes: Blob
  /** Of a PDF, from 1. */
  page: number
}

/**
 * What the browser draws by itself: pictures, and PDF in its own viewer. The bytes have an address
 * of this page only, and the type was set here, so nothing in them can run as a part of it.
 */
export function PicturePreview({ kind, name, bytes, page }: PicturePreviewProps) {
  const url = useObjectUrl(bytes)
  if (kind === 'pdf' && !navigator.pdfViewerEnabled) {
    return (
      <p {...stylex.props(textStyles.base, textStyles.muted, styles.none)}>
        This browser does not show PDF files in a page. Download the file to open it.
      </p>
    )
  }
  if (url === null) return null
  if (kind === 'pdf') {
    // Without the strip of small pages there is room for the page itself.
    const look = `#page=${page}&navpanes=0&view=FitH`
    return (
      // The viewer reads its place only when it opens.
      <iframe
        key={page}
        src={`${url}${look}`}
        title={`Preview of ${name}`}
        {...stylex.props(styles.frame)}
      />
    )
  }
  return (
    <div {...stylex.props(styles.place)}>
      <img src={url} alt={`Preview of ${name}`} {...stylex.props(styles.picture)} />
    </div>
  )
}

function useObjectUrl(bytes: Blob): string | null {
  const [url, setUrl] = useState<string | null>(null)
  // An address of bytes holds them in memory until it is given back.
  useEffect(() => {
    const made = URL.createObjectURL(bytes)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes])
  return url
}

const styles = stylex.create({
  frame: {
    backgroundColor: color.sunken,
    borderStyle: 'none',
    display: 'block',
    height: 'max(420px, calc(100dvh - 190px))',
    width: '100%',
  },
  place: {
    alignItems: 'center',
    backgroundColor: color.sunken,
    display: 'flex',
    justifyContent: 'center',
    minHeight: 240,
    padding: space.s16,
  },
  picture: { display: 'block', maxHeight: '76dvh', maxWidth: '100%', objectFit: 'contain' },
  none: {
    backgroundColor: color.sunken,
    paddingBlock: space.s64,
    paddingInline: space.s24,
    textAlign: 'center',
  },
})
