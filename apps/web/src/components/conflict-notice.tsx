import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { Icon } from '@worksmart/ui/icon.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { TriangleAlert } from 'lucide-react'

export type ConflictNoticeProps = {
  /** The fields in which the versions differ, in the words that the screen uses for them. */
  fields: readonly { label: string; mine: string; theirs: string }[]
  isSaving: boolean
  onKeepMine(): void
  onUseTheirs(): void
}

/** Both versions of what two people changed at once, and the choice between them. */
export function ConflictNotice(props: ConflictNoticeProps) {
  const { fields, isSaving, onKeepMine, onUseTheirs } = props
  return (
    <section role="alert" aria-label="Changed by someone else" {...stylex.props(styles.root)}>
      <p {...stylex.props(styles.lead, textStyles.sm)}>
        <Icon icon={TriangleAlert} xstyle={styles.icon} />
        Someone changed this in the meantime. Yours is not saved yet.
      </p>
      <dl {...stylex.props(styles.fields, textStyles.sm)}>
        {fields.map(({ label, mine, theirs }) => (
          <div key={label}>
            <dt {...stylex.props(textStyles.muted)}>{label}</dt>
            <dd {...stylex.props(styles.value)}>
              <b {...stylex.props(textStyles.medium)}>Yours:</b> <bdi>{mine}</bdi>
            </dd>
            <dd {...stylex.props(styles.value)}>
              <b {...stylex.props(textStyles.medium)}>Theirs:</b> <bdi>{theirs}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <div {...stylex.props(styles.choices)}>
        <Button size="sm" isPending={isSaving} onPress={onKeepMine}>
          Keep mine
        </Button>
        <Button size="sm" tone="quiet" onPress={onUseTheirs}>
          Use theirs
        </Button>
      </div>
    </section>
  )
}

const styles = stylex.create({
  root: {
    backgroundColor: color.warningBg,
    borderColor: 'transparent',
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    display: 'grid',
    gap: space.s8,
    paddingBlock: space.s8,
    paddingInline: space.s12,
  },
  lead: { alignItems: 'center', display: 'flex', gap: space.s8, margin: 0 },
  icon: { color: color.warning },
  fields: { display: 'grid', gap: space.s4, margin: 0 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  choices: { display: 'flex', gap: space.s8 },
})
