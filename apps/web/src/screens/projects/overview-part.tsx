import * as stylex from '@stylexjs/stylex'
import { Card } from '@worksmart/ui/card.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { type ReactNode, useId } from 'react'

export type OverviewPartProps = { heading: string; note?: ReactNode; children: ReactNode }

export function OverviewPart({ heading, note, children }: OverviewPartProps) {
  const id = useId()
  return (
    <Card as="section" aria-labelledby={id}>
      <div {...stylex.props(styles.head)}>
        <h2 id={id} {...stylex.props(textStyles.base, textStyles.semibold)}>
          {heading}
        </h2>
        {note && <span {...stylex.props(textStyles.xs, textStyles.subtle)}>{note}</span>}
      </div>
      {children}
    </Card>
  )
}

const styles = stylex.create({
  head: {
    alignItems: 'baseline',
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
    justifyContent: 'space-between',
    marginBlockEnd: space.s8,
  },
})
