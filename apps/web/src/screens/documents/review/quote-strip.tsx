import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import type { Document } from '@worksmart/types/documents'
import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space, weight } from '@worksmart/ui/tokens.stylex.ts'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { documentAnalysis } from '../../../api/analysis.ts'
import { useSession } from '../../../session/session.tsx'
import { quoteInPage } from './quote-in-page.ts'
import type { ShownPlace } from './shown-place.ts'

export type QuoteStripProps = { document: Document; place: ShownPlace; onClose(): void }

/** The text of the page around the quote, scrolled to it, above the page itself. */
export function QuoteStrip({ document, place, onClose }: QuoteStripProps) {
  const { client } = useSession()
  const analysis = useQuery(documentAnalysis(client, document.id)).data
  const root = useRef<HTMLElement>(null)
  const page = analysis?.pages.find((one) => one.page === place.page)
  const parts = quoteInPage(page?.text ?? '', place)

  // Each press shows its own place, also the same one again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` stands for the press.
  useEffect(() => {
    const scroller = root.current?.querySelector<HTMLElement>('[data-text]')
    const mark = root.current?.querySelector('mark')
    if (scroller && mark) scroller.scrollTop = mark.offsetTop - scroller.offsetTop - 24
    root.current?.scrollIntoView?.({ block: 'nearest' })
  }, [place.turn])

  return (
    <section ref={root} aria-label={`Page ${place.page}`} {...stylex.props(styles.root)}>
      <p {...stylex.props(styles.head, textStyles.xs, textStyles.muted)}>
        {`Page ${place.page}`}
        <IconButton icon={X} size="sm" label="Close the quote" tip="Close" onPress={onClose} />
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls has to take the keys. */}
      <div data-text tabIndex={0} dir="auto" {...stylex.props(styles.text, textStyles.sm)}>
        {parts.before}
        <mark {...stylex.props(styles.mark)}>{parts.quote}</mark>
        {parts.after}
      </div>
    </section>
  )
}

const styles = stylex.create({
  root: {
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    paddingBlock: space.s4,
    paddingInline: space.s12,
  },
  head: { alignItems: 'center', display: 'flex', justifyContent: 'space-between' },
  text: {
    maxHeight: 136,
    overflow: 'auto',
    overflowWrap: 'anywhere',
    position: 'relative',
    whiteSpace: 'pre-wrap',
  },
  mark: { backgroundColor: color.aiBg, color: color.ai, fontWeight: weight.semibold },
})
