import * as stylex from '@stylexjs/stylex'
import { Card } from '@worksmart/ui/card.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { type ReactNode, useId } from 'react'

export type SectionProps = { heading: string; about: string; children: ReactNode }

/** One block of a settings screen. */
export function Section({ heading, about, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} {...stylex.props(textStyles.md, textStyles.semibold)}>
        {heading}
      </h2>
      <p {...stylex.props(textStyles.base, textStyles.muted, styles.about)}>{about}</p>
      <Card>{children}</Card>
    </section>
  )
}

const styles = stylex.create({
  about: { marginBlockEnd: space.s12, marginBlockStart: space.s2, maxWidth: '68ch' },
})
