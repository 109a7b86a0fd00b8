import * as stylex from '@stylexjs/stylex'
import type { Checkin } from '@worksmart/types/checkins'
import { Avatar } from '@worksmart/ui/avatar.tsx'
import { TagChip } from '@worksmart/ui/tag-chip.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, media, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { Fragment, memo, useState } from 'react'
import type { LocalState } from '../../api/outbox-overlay.ts'
import { Late } from '../../components/late.tsx'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { loggedOn, spokenRow, timeRange } from './feed-words.ts'
import { taskKey } from './late-parts.ts'
import { ProjectName } from './project-name.tsx'
import { RowActions } from './row-actions.tsx'
import { RowCheckbox } from './row-checkbox.tsx'
import { RowState } from './row-state.tsx'
import { useTodayContext } from './today-context.tsx'

export type FeedRowProps = {
  row: Checkin
  local: LocalState | undefined
  isCurrent: boolean
  isSelected: boolean
  isFresh: boolean
  /** Rows that fly past are drawn without their controls, which come when the list rests. */
  isFlying: boolean
  onEdit(row: Checkin): void
  onDuplicate(row: Checkin): void
  onRemove(row: Checkin): void
  onSelect(row: Checkin): void
}

/** One check-in. Drawn again only when it, its local state or its marks change. */
export const FeedRow = memo(function FeedRow(props: FeedRowProps) {
  const { row, local, isCurrent, isSelected, isFresh, isFlying } = props
  const [hasControls, setHasControls] = useState(!isFlying)
  // Once there they stay: taking them away again would cost another drawing.
  if (!isFlying && !hasControls) setHasControls(true)
  const { meId, role, timeZone, today, isTeam, projectOf, nameOf } = useTodayContext()
  const project = projectOf(row.projectId)
  const person = isTeam ? nameOf(row.userId) : null
  const range = timeRange(row, timeZone)
  const logged = loggedOn(row, timeZone, today)
  const isOwn = row.userId === meId
  const canEdit = isOwn || role === 'admin'

  return (
    <div
      {...stylex.props(
        stylex.defaultMarker(),
        styles.row,
        isSelected && styles.selected,
        isFresh && styles.fresh,
        local?.state === 'pending' && styles.pending,
      )}
    >
      <span id={`checkin-${row.id}-name`} hidden>
        {spokenRow(row, project?.name ?? null, person)}
      </span>
      <RowCheckbox
        row={row}
        isShown={canEdit && hasControls}
        isChecked={isSelected}
        onToggle={props.onSelect}
      />
      <span {...stylex.props(styles.duration, textStyles.numeric, textStyles.medium)}>
        <span aria-hidden>{formatMinutes(row.minutes)}</span>
        <VisuallyHidden>{spokenMinutes(row.minutes)}</VisuallyHidden>
      </span>
      <div {...stylex.props(styles.main)}>
        <bdi>{row.activity}</bdi>
        {row.tags.map((tag) => (
          // The space lets a chip wrap onto the next line like a word.
          <Fragment key={tag}>
            {' '}
            <TagChip tag={tag} xstyle={styles.tag} />
          </Fragment>
        ))}
      </div>
      <div {...stylex.props(styles.meta, textStyles.sm)}>
        {logged && <span {...stylex.props(textStyles.subtle)}>{logged}</span>}
        {range && <span {...stylex.props(textStyles.subtle, textStyles.numeric)}>{range}</span>}
        {row.taskId && hasControls && (
          <Late code={taskKey} id={row.taskId} tabIndex={isCurrent ? 0 : -1} />
        )}
        {project && <ProjectName project={project} />}
        {person !== null && (
          <span {...stylex.props(styles.person)}>
            <Avatar name={person} size="sm" isDecorative />
            <span {...stylex.props(textStyles.truncate)}>{person}</span>
          </span>
        )}
        {local?.state === 'pending' && <RowState local={local} />}
      </div>
      {hasControls ? (
        <RowActions {...props} canEdit={canEdit} isCurrent={isCurrent} />
      ) : (
        <span {...stylex.props(styles.controls)} />
      )}
      {local && local.state !== 'pending' && <RowState local={local} />}
    </div>
  )
}, isSameRow)

// A row is a value with a version; a refetched copy of the same version draws the same.
function isSameRow(a: FeedRowProps, b: FeedRowProps): boolean {
  const isSameValue =
    a.row === b.row ||
    (a.row.id === b.row.id && a.row.version === b.row.version && !a.local && !b.local)
  return (
    isSameValue &&
    a.local?.key === b.local?.key &&
    a.local?.state === b.local?.state &&
    a.local?.mine === b.local?.mine &&
    a.isCurrent === b.isCurrent &&
    a.isSelected === b.isSelected &&
    a.isFresh === b.isFresh &&
    (a.isFlying === b.isFlying || !a.isFlying) &&
    a.onEdit === b.onEdit &&
    a.onDuplicate === b.onDuplicate &&
    a.onRemove === b.onRemove &&
    a.onSelect === b.onSelect
  )
}

// With a line of 20 px this fills the density of a row exactly.
const cellPadding = `calc((${density.row} - 20px) / 2)`

const tint = stylex.keyframes({
  from: { backgroundColor: color.selected },
  to: { backgroundColor: 'transparent' },
})

const styles = stylex.create({
  row: {
    // Cells start at the top, so that a long activity keeps its duration on the first line.
    alignItems: 'start',
    backgroundColor: { default: 'transparent', ':hover': color.hover },
    borderRadius: radius.md,
    columnGap: space.s8,
    display: 'grid',
    gridTemplateAreas: {
      default: '"check duration main meta actions" "state state state state state"',
      [media.narrow]: '"duration main main" ". meta actions" "state state state"',
    },
    gridTemplateColumns: {
      default: '20px 72px minmax(0, 1fr) auto auto',
      [media.narrow]: '64px minmax(0, 1fr) auto',
    },
    minHeight: density.row,
    outlineColor: color.focus,
    outlineOffset: -2,
    outlineStyle: {
      default: 'none',
      [stylex.when.ancestor(':focus-visible')]: 'solid',
    },
    outlineWidth: 2,
    paddingInline: space.s8,
  },
  selected: { backgroundColor: color.selected },
  fresh: {
    animationDuration: {
      default: 'calc(1200ms * var(--motion, 1))',
      '@media (prefers-reduced-motion: reduce)': '0ms',
    },
    animationName: tint,
  },
  pending: { color: color.textMuted },
  duration: {
    gridArea: 'duration',
    paddingBlock: { default: cellPadding, [media.narrow]: '8px 0' },
    textAlign: 'end',
    whiteSpace: 'nowrap',
  },
  main: {
    gridArea: 'main',
    minWidth: 0,
    overflowWrap: 'anywhere',
    paddingBlock: { default: cellPadding, [media.narrow]: '8px 0' },
    paddingInlineStart: space.s8,
  },
  meta: {
    alignItems: 'center',
    alignSelf: { default: 'start', [media.narrow]: 'center' },
    columnGap: space.s12,
    display: 'flex',
    flexWrap: { default: 'nowrap', [media.narrow]: 'wrap' },
    gridArea: 'meta',
    minWidth: 0,
    paddingBlock: { default: cellPadding, [media.narrow]: 0 },
    paddingInlineStart: { default: 0, [media.narrow]: space.s8 },
  },
  // Exactly as tall as the line: from the top it leaves the height of the row alone.
  tag: { marginInlineStart: space.s2, verticalAlign: 'top' },
  controls: { gridArea: 'actions', width: { default: 84, [media.coarse]: 108 } },
  // As tall as the line: the avatar reaches into the padding and leaves the height of the row alone.
  person: {
    alignItems: 'center',
    display: 'inline-flex',
    gap: space.s6,
    height: 20,
    maxWidth: '20ch',
  },
})
