import * as stylex from '@stylexjs/stylex'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'

/** Exactly what others see of a person. The matrix of rights in the api says the same. */
export function PrivacyNote() {
  return (
    <section aria-labelledby="team-privacy" {...stylex.props(styles.root, textStyles.sm)}>
      <h2 id="team-privacy" {...stylex.props(textStyles.sm, textStyles.semibold)}>
        What teammates see of you
      </h2>
      <ul {...stylex.props(styles.list, textStyles.muted)}>
        <li>
          Everyone: your name, your role, what you do to projects and tasks, and documents you link
          to them. Your hours count in their totals, without your name.
        </li>
        <li>Managers and admins also: your check-ins, your hours and your e-mail.</li>
        <li>Admins also: your time zone and all your documents.</li>
      </ul>
    </section>
  )
}

const styles = stylex.create({
  root: { marginBlockStart: space.s32, maxWidth: '68ch', paddingInline: space.s8 },
  list: { display: 'grid', gap: space.s2, marginBlockStart: space.s4 },
})
