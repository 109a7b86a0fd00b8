import * as stylex from '@stylexjs/stylex'
import { limits } from '@worksmart/types/limits'
import type { NarrativeLine } from '@worksmart/types/narrative'
import { Button } from '@worksmart/ui/button.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { color, radius, space, text } from '@worksmart/ui/tokens.stylex.ts'
import { Plus, X } from 'lucide-react'

/** A sentence while it is written; `key` keeps its field when others come and go. */
export type EditedLine = NarrativeLine & { key: number }

export type NarrativeEditProps = {
  lines: readonly EditedLine[]
  onChange(lines: EditedLine[]): void
}

/** Each sentence in a field of its own. Its facts stay with it; one that is added has none. */
export function NarrativeEdit({ lines, onChange }: NarrativeEditProps) {
  return (
    <div {...stylex.props(styles.root)}>
      {lines.map((line, index) => (
        <div key={line.key} {...stylex.props(styles.line)}>
          <textarea
            aria-label={`Sentence ${index + 1}`}
            dir="auto"
            rows={Math.max(1, Math.ceil(line.text.length / 60))}
            maxLength={limits.sentence}
            value={line.text}
            onChange={({ target }) =>
              onChange(lines.with(index, { ...line, text: target.value.replace(/\n/g, ' ') }))
            }
            {...stylex.props(styles.field, focusRing.native)}
          />
          <IconButton
            icon={X}
            size="sm"
            label={`Remove sentence ${index + 1}`}
            tip="Remove"
            onPress={() => onChange(lines.toSpliced(index, 1))}
          />
        </div>
      ))}
      <Button
        size="sm"
        tone="quiet"
        icon={Plus}
        onPress={() => onChange([...lines, { key: nextKey(lines), text: '', factIds: [] }])}
        xstyle={styles.add}
      >
        Add a sentence
      </Button>
    </div>
  )
}

function nextKey(lines: readonly EditedLine[]): number {
  return Math.max(0, ...lines.map(({ key }) => key)) + 1
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s8 },
  line: { alignItems: 'start', display: 'flex', gap: space.s4 },
  field: {
    backgroundColor: color.surface,
    borderColor: color.borderStrong,
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    color: color.text,
    flexGrow: 1,
    fontSize: text.input,
    minWidth: 0,
    padding: space.s8,
    resize: 'vertical',
  },
  add: { justifySelf: 'start' },
})
