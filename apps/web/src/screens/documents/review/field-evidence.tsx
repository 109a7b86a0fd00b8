import * as stylex from '@stylexjs/stylex'
import type { FieldEvidence as Place } from '@worksmart/types/analysis'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'

export type FieldEvidenceProps = { evidence: Place; onShow(evidence: Place): void }

const quoteMost = 90

/** Where it stands in the document. Pressing it shows the place in the preview. */
export function FieldEvidence({ evidence, onShow }: FieldEvidenceProps) {
  const { page, quote } = evidence
  const letters = [...quote]
  const short = letters.length > quoteMost ? `${letters.slice(0, quoteMost).join('')}…` : quote
  return (
    <button
      type="button"
      onClick={() => onShow(evidence)}
      {...stylex.props(linkStyles.text, focusRing.native, textStyles.xs, styles.root)}
    >
      {`Page ${page}: `}
      <q dir="auto">{short}</q>
    </button>
  )
}

const styles = stylex.create({
  root: {
    backgroundColor: 'transparent',
    borderStyle: 'none',
    cursor: 'pointer',
    minHeight: 24,
    overflowWrap: 'anywhere',
    padding: space.s0,
    textAlign: 'start',
  },
})
