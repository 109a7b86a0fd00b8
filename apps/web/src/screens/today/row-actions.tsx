import * as stylex from '@stylexjs/stylex'
import type { Checkin } from '@worksmart/types/checkins'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { hitArea } from '@worksmart/ui/hit-area.ts'
import { Icon, type IconType } from '@worksmart/ui/icon.tsx'
import { color, density, media, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { Copy, Pencil, Trash2 } from 'lucide-react'
import { shortActivity } from './feed-words.ts'

export type RowActionsProps = {
  row: Checkin
  canEdit: boolean
  /** Only the row that has the focus offers its buttons to Tab; the feed has one stop otherwise. */
  isCurrent: boolean
  onEdit(row: Checkin): void
  onDuplicate(row: Checkin): void
  onRemove(row: Checkin): void
}

/** Shown on hover and on focus, and always where nothing can hover. */
export function RowActions(props: RowActionsProps) {
  const { row, canEdit, isCurrent, onEdit, onDuplicate, onRemove } = props
  const name = shortActivity(row)
  const tabIndex = isCurrent ? 0 : -1
  return (
    <div {...stylex.props(styles.root)}>
      {canEdit && (
        <Action
          icon={Pencil}
          label={`Edit check-in ${name}`}
          tip="Edit (E)"
          onPress={() => onEdit(row)}
          tabIndex={tabIndex}
        />
      )}
      <Action
        icon={Copy}
        label={`Duplicate check-in ${name}`}
        tip="Duplicate"
        onPress={() => onDuplicate(row)}
        tabIndex={tabIndex}
      />
      {canEdit && (
        <Action
          icon={Trash2}
          label={`Delete check-in ${name}`}
          tip="Delete (Del)"
          onPress={() => onRemove(row)}
          tabIndex={tabIndex}
        />
      )}
    </div>
  )
}

type ActionProps = {
  icon: IconType
  label: string
  tip: string
  tabIndex: number
  onPress(): void
}

// Native buttons: three of React Aria's with a tooltip each would cost more than the row itself.
function Action({ icon, label, tip, tabIndex, onPress }: ActionProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={tip}
      tabIndex={tabIndex}
      onClick={onPress}
      {...stylex.props(styles.action, focusRing.native, hitArea.grow)}
    >
      <Icon icon={icon} />
    </button>
  )
}

const styles = stylex.create({
  root: {
    display: 'flex',
    gridArea: 'actions',
    justifyContent: 'flex-end',
    marginBlock: { default: space.s4, [media.narrow]: 0 },
    opacity: {
      default: 0,
      [stylex.when.ancestor(':hover')]: 1,
      [stylex.when.ancestor(':focus-within')]: 1,
      [media.noHover]: 1,
    },
    width: { default: 84, [media.coarse]: 'auto' },
  },
  action: {
    alignItems: 'center',
    backgroundColor: { default: 'transparent', ':hover': color.border },
    borderRadius: radius.md,
    borderWidth: 0,
    color: { default: color.textSubtle, ':hover': color.text },
    cursor: 'pointer',
    display: 'inline-flex',
    height: density.controlSm,
    justifyContent: 'center',
    padding: 0,
    width: density.controlSm,
  },
})
