import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { Icon } from '@worksmart/ui/icon.tsx'
import { color, line, media, space, text, weight } from '@worksmart/ui/tokens.stylex.ts'
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { commandKey } from '../../lib/platform.ts'
import type { LineFix, LineNotice } from './line-notice.ts'

export type FixesRowProps = {
  id: string
  notice: LineNotice
  onFix(fix: LineFix): void
}

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info }

function fixKey(index: number): string {
  return commandKey('') === '⌘' ? `⌥${index + 1}` : `Alt ${index + 1}`
}

/** What is wrong with the line, in words, and the ways to mend it. */
export function FixesRow({ id, notice, onFix }: FixesRowProps) {
  return (
    <div {...stylex.props(styles.root)}>
      <p id={id} {...stylex.props(styles.message, tones[notice.severity])}>
        <Icon icon={icons[notice.severity]} />
        <span dir="auto">{notice.message}</span>
      </p>
      {notice.fixes.map((fix, index) => (
        <Button
          key={fix.label}
          size="sm"
          aria-keyshortcuts={`Alt+${index + 1}`}
          preventFocusOnPress
          onPress={() => onFix(fix)}
          xstyle={styles.fix}
        >
          <span dir="auto" {...stylex.props(styles.label)}>
            {fix.label}
          </span>
          <span aria-hidden="true" {...stylex.props(styles.key)}>
            {fixKey(index)}
          </span>
        </Button>
      ))}
    </div>
  )
}

const styles = stylex.create({
  root: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s6, minWidth: 0 },
  message: {
    alignItems: 'center',
    display: 'flex',
    fontSize: text.sm,
    fontWeight: weight.medium,
    gap: space.s6,
    lineHeight: line.sm,
    margin: space.s0,
    marginInlineEnd: space.s4,
    minWidth: 0,
  },
  fix: { maxWidth: '100%' },
  label: { maxWidth: '28ch', overflow: 'hidden', textOverflow: 'ellipsis' },
  key: {
    color: color.textSubtle,
    display: { default: 'inline', [media.coarse]: 'none' },
    fontSize: text.xs,
    fontWeight: weight.regular,
  },
})

const tones = stylex.create({
  error: { color: color.danger },
  warning: { color: color.warning },
  info: { color: color.textMuted },
})
