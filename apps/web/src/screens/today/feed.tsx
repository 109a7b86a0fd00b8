import * as stylex from '@stylexjs/stylex'
import type { Checkin } from '@worksmart/types/checkins'
import {
  type KeyboardEvent,
  lazy,
  type ReactNode,
  type Ref,
  Suspense,
  useCallback,
  useImperativeHandle,
  useState,
} from 'react'
import type { LocalState } from '../../api/outbox-overlay.ts'
import { Late } from '../../components/late.tsx'
import { useShortcuts } from '../../components/shortcuts.tsx'
import { preferred } from '../../lib/preferences.ts'
import { FeedFooter, type FeedFooterProps } from './feed-footer.tsx'
import { FeedItem } from './feed-item.tsx'
import { feedKey } from './feed-keys.ts'
import { FeedRow } from './feed-row.tsx'
import { selectedRows, toggled, withRow } from './feed-selection.ts'
import { bulkBar, rowEdit } from './late-parts.ts'
import { PlainRows } from './plain-rows.tsx'
import { useTodayContext } from './today-context.tsx'
import { useFeedFocus } from './use-feed-focus.ts'

export type FeedHandle = { focusRow(id: string): void }

export type FeedProps = Omit<FeedFooterProps, 'rowCount'> & {
  ref?: Ref<FeedHandle>
  rows: readonly Checkin[]
  locals: ReadonlyMap<string, LocalState>
  /** Minutes of each whole day, or null for a day whose sum is not known yet. */
  minutesOf(day: string): number | null
  isBusy: boolean
  freshId: string | null
  onDuplicate(row: Checkin): void
}

export type RowsProps = {
  rows: readonly Checkin[]
  currentIndex: number
  isFirstOfDay(index: number): boolean
  /** `isFlying` while the list moves: what mounts then is drawn with as little as possible. */
  renderItem(row: Checkin, index: number, isFlying: boolean): ReactNode
}

/** Up to here every row is in the document; above, only those near the window, unless one wants all. */
const plainRows = 200

const VirtualRows = lazy(async () => ({
  default: (await import('./virtual-rows.tsx')).VirtualRows,
}))

export function Feed(props: FeedProps) {
  const { ref, rows, locals, minutesOf, isBusy, freshId, onDuplicate, ...footer } = props
  const { meId, role, actions } = useTodayContext()
  const { index, currentId, focusRow, focusNeighbour, setCurrent } = useFeedFocus(rows)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [editingId, setEditingId] = useState<string | null>(null)
  const [removing, setRemoving] = useState<Checkin | null>(null)
  useImperativeHandle(ref, () => ({ focusRow }), [focusRow])

  const canEdit = useCallback(
    (row: Checkin) => row.userId === meId || role === 'admin',
    [meId, role],
  )
  const edit = useCallback(
    (row: Checkin) => {
      if (canEdit(row)) setEditingId(row.id)
    },
    [canEdit],
  )
  const select = useCallback((row: Checkin) => setSelected((now) => toggled(now, row.id)), [])
  const remove = useCallback(
    (row: Checkin) => {
      if (!canEdit(row)) return
      // Another person's row asks for a reason first; one's own goes at once and undo brings it back.
      if (row.userId !== meId) setRemoving(row)
      else {
        focusNeighbour(row.id)
        actions.remove([row], null)
      }
    },
    [canEdit, meId, actions, focusNeighbour],
  )

  const go = (step: number, isExtending = false) => {
    const from = rows[index]
    const target = rows[Math.max(0, Math.min(rows.length - 1, index + step))]
    if (!target) return
    if (isExtending && from) setSelected((now) => withRow(withRow(now, from.id), target.id))
    focusRow(target.id)
  }
  const enter = (step: number) => {
    const isInside = document.activeElement?.closest('[data-checkin]') != null
    go(isInside ? step : 0)
  }
  useShortcuts([
    { keys: 'j', label: 'Next row', group: 'Feed', run: () => enter(1) },
    { keys: 'k', label: 'Previous row', group: 'Feed', run: () => enter(-1) },
    { keys: 'e', label: 'Edit the row', group: 'Feed' },
    { keys: 'x', label: 'Select the row', group: 'Feed' },
    { keys: 'Delete', label: 'Delete', group: 'Feed' },
  ])

  const acts = {
    next: () => go(1),
    previous: () => go(-1),
    extendNext: () => go(1, true),
    extendPrevious: () => go(-1, true),
    edit,
    remove: (row: Checkin) => (marked.length > 0 ? removeMarked() : remove(row)),
    duplicate: onDuplicate,
    select,
    selectAll: () => setSelected(new Set(rows.filter(canEdit).map((row) => row.id))),
    leave: () =>
      selected.size > 0
        ? setSelected(new Set())
        : (document.activeElement as HTMLElement | null)?.blur(),
  }
  const marked = selectedRows(rows, selected, canEdit)
  const removeMarked = () => {
    const own = marked.filter((row) => row.userId === meId)
    actions.remove(own, null)
    setSelected(new Set())
  }

  function handleKeyDown(event: KeyboardEvent<HTMLElement>) {
    const key = feedKey(event)
    const row = rows[index]
    if (!key || !row || editingId === row.id) return
    event.preventDefault()
    acts[key](row)
  }

  const stopEditing = (row: Checkin) => {
    setEditingId(null)
    focusRow(row.id)
  }

  const isFirstOfDay = (at: number) => rows[at]?.workDate !== rows[at - 1]?.workDate
  const renderItem = (row: Checkin, at: number, isFlying: boolean) => {
    const feedRow = (
      <FeedRow
        row={row}
        local={locals.get(row.id)}
        isCurrent={row.id === currentId}
        isSelected={selected.has(row.id)}
        isFresh={row.id === freshId}
        isFlying={isFlying}
        onEdit={edit}
        onDuplicate={onDuplicate}
        onRemove={remove}
        onSelect={select}
      />
    )
    return (
      <FeedItem
        key={row.id}
        row={row}
        position={at + 1}
        isCurrent={row.id === currentId}
        heading={isFirstOfDay(at) ? { minutes: minutesOf(row.workDate) } : undefined}
      >
        {editingId === row.id || removing?.id === row.id ? (
          <Late
            code={rowEdit}
            row={row}
            isRemoval={removing?.id === row.id}
            onDone={() => {
              setRemoving(null)
              stopEditing(row)
            }}
            waiting={feedRow}
          />
        ) : (
          feedRow
        )}
      </FeedItem>
    )
  }

  const list = { rows, currentIndex: index, isFirstOfDay, renderItem }
  return (
    <>
      {marked.length > 0 && (
        <Late
          code={bulkBar}
          rows={marked}
          onRemove={removeMarked}
          onClear={() => setSelected(new Set())}
        />
      )}
      <div
        role="feed"
        aria-label="Check-ins"
        aria-busy={isBusy}
        onKeyDown={handleKeyDown}
        onFocus={(event) => {
          const article = (event.target as HTMLElement).closest<HTMLElement>('[data-checkin]')
          if (article?.dataset.checkin) setCurrent(article.dataset.checkin)
        }}
        {...stylex.props(styles.feed)}
      >
        {rows.length > plainRows && preferred('lists') !== 'whole' ? (
          <Suspense fallback={<PlainRows {...list} rows={rows.slice(0, plainRows)} />}>
            <VirtualRows {...list} />
          </Suspense>
        ) : (
          <PlainRows {...list} />
        )}
      </div>
      <FeedFooter {...footer} rowCount={rows.length} />
    </>
  )
}

const styles = stylex.create({
  feed: { display: 'flow-root' },
})
