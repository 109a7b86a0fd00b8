import * as stylex from '@stylexjs/stylex'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, font, line, space, text } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { lazy, Suspense, useEffect, useState } from 'react'
import { TablePreview } from './table-preview.tsx'

const Markdown = lazy(() =>
  import('../../components/markdown.tsx').then(({ Markdown }) => ({ default: Markdown })),
)

export type TextPreviewProps = {
  kind: 'text' | 'markdown' | 'table'
  name: string
  bytes: Blob
  isCut: boolean
}

/** A text as it is, Markdown as our own elements, and separated values as a table. */
export function TextPreview({ kind, name, bytes, isCut }: TextPreviewProps) {
  const content = useText(bytes)
  if (content === null) return <Skeleton shape="block" height={480} />
  return (
    <>
      {kind === 'text' && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, also by keyboard.
        <pre tabIndex={0} dir="auto" {...stylex.props(styles.text, focusRing.nativeInset)}>
          {content}
        </pre>
      )}
      {kind === 'markdown' && (
        <div {...stylex.props(styles.page)}>
          {/* The headings of the text continue those of the page, so the page has to have some. */}
          <VisuallyHidden as="h2">Preview</VisuallyHidden>
          <VisuallyHidden as="h3">{name}</VisuallyHidden>
          <Suspense fallback={<Skeleton shape="block" height={240} />}>
            <Markdown text={content} />
          </Suspense>
        </div>
      )}
      {kind === 'table' && <TablePreview name={name} text={content} />}
      {isCut && (
        <p {...stylex.props(textStyles.sm, textStyles.muted, styles.note)}>
          Only the beginning is shown. Download the file for the rest.
        </p>
      )}
    </>
  )
}

function useText(bytes: Blob): string | null {
  const [content, setContent] = useState<string | null>(null)
  // Bytes are decoded outside of React.
  useEffect(() => {
    let isHere = true
    void bytes.text().then((decoded) => isHere && setContent(decoded))
    return () => {
      isHere = false
    }
  }, [bytes])
  return content
}

const styles = stylex.create({
  text: {
    fontFamily: font.mono,
    fontSize: text.sm,
    lineHeight: line.sm,
    margin: 0,
    maxHeight: '76dvh',
    minHeight: 240,
    overflow: 'auto',
    overflowWrap: 'anywhere',
    padding: space.s16,
    whiteSpace: 'pre-wrap',
  },
  page: { maxWidth: '68ch', minHeight: 240, padding: space.s20 },
  note: {
    borderBlockStartColor: color.border,
    borderBlockStartStyle: 'solid',
    borderBlockStartWidth: 1,
    paddingBlock: space.s8,
    paddingInline: space.s16,
  },
})
