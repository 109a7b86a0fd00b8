import * as stylex from '@stylexjs/stylex'
import type { NarrativeFact, NarrativeLine } from '@worksmart/types/narrative'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { hitArea } from '@worksmart/ui/hit-area.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { useId, useState } from 'react'
import { FactSources } from './fact-sources.tsx'

export type NarrativeTextProps = {
  sentences: readonly NarrativeLine[]
  facts: readonly NarrativeFact[]
  projectKey: string
}

/** The sentences, each with the numbers of the facts it stands on. A number opens its rows. */
export function NarrativeText({ sentences, facts, projectKey }: NarrativeTextProps) {
  const [open, setOpen] = useState<string | null>(null)
  const panelId = useId()
  const numberOf = (id: string) => facts.findIndex((fact) => fact.id === id) + 1
  return (
    <ol {...stylex.props(styles.list)}>
      {sentences.map(({ text, factIds }, index) => {
        const shown = factIds.find((id) => open === `${index} ${id}`)
        const fact = facts.find(({ id }) => id === shown)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a published sentence never moves.
          <li key={index}>
            <span dir="auto" {...stylex.props(textStyles.base, styles.words)}>
              {text}
            </span>{' '}
            {factIds.map((id) => {
              const isOpen = open === `${index} ${id}`
              return (
                <button
                  key={id}
                  type="button"
                  aria-label={`Source ${numberOf(id)} of sentence ${index + 1}`}
                  aria-expanded={isOpen}
                  aria-controls={isOpen ? panelId : undefined}
                  onClick={() => setOpen(isOpen ? null : `${index} ${id}`)}
                  {...stylex.props(
                    styles.number,
                    hitArea.grow,
                    textStyles.xs,
                    textStyles.numeric,
                    isOpen && styles.on,
                    focusRing.native,
                  )}
                >
                  {numberOf(id)}
                </button>
              )
            })}
            {fact && (
              <section
                id={panelId}
                aria-label={`Source ${numberOf(fact.id)}`}
                {...stylex.props(styles.panel)}
              >
                <FactSources fact={fact} sentence={text} projectKey={projectKey} />
              </section>
            )}
          </li>
        )
      })}
    </ol>
  )
}

const styles = stylex.create({
  list: { display: 'grid', gap: space.s6, listStyle: 'none', margin: 0, padding: 0 },
  words: { color: color.text, overflowWrap: 'anywhere' },
  number: {
    backgroundColor: { default: color.surface, ':hover': color.hover },
    borderColor: color.borderStrong,
    borderRadius: radius.sm,
    borderStyle: 'solid',
    borderWidth: 1,
    color: color.accentText,
    cursor: 'pointer',
    marginInlineStart: space.s2,
    minHeight: 24,
    minWidth: 24,
    padding: 0,
  },
  on: { backgroundColor: color.selected },
  panel: {
    backgroundColor: color.surface,
    borderRadius: radius.md,
    color: color.text,
    marginBlockStart: space.s4,
    padding: space.s8,
  },
})
