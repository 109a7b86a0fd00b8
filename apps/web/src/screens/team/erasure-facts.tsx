import * as stylex from '@stylexjs/stylex'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'

/** Exactly what an erasure takes away and what it leaves; `whose` is "your" or "their". */
export function ErasureFacts({ whose }: { whose: 'your' | 'their' }) {
  return (
    <dl {...stylex.props(styles.root, textStyles.base)}>
      <div>
        <dt {...stylex.props(styles.name, textStyles.medium)}>Erased</dt>
        <dd {...stylex.props(styles.words, textStyles.muted)}>
          {`${capital(whose)} name, e-mail, sign-in and time zone. What ${whose} check-ins say, and when they began and ended. Suggestions, what the change log says of them, and every document that no project or task has.`}
        </dd>
      </div>
      <div>
        <dt {...stylex.props(styles.name, textStyles.medium)}>
          Kept for the team, without the name
        </dt>
        <dd {...stylex.props(styles.words, textStyles.muted)}>
          Minutes, days, tags and projects of the check-ins. Tasks and their history, published
          statuses, and documents of projects and tasks.
        </dd>
      </div>
    </dl>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const styles = stylex.create({
  root: { display: 'grid', gap: space.s8, margin: 0 },
  name: { color: color.text },
  words: { margin: 0 },
})
