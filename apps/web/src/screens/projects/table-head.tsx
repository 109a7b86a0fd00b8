import * as stylex from '@stylexjs/stylex'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Icon } from '@worksmart/ui/icon.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ProjectSort, ProjectsSearch } from '../../lib/projects-search.ts'
import { sortOf } from './project-order.ts'

export type TableHeadProps = {
  search: ProjectsSearch
  onSort(sort: Pick<ProjectsSearch, 'sort'>): void
}

/** `isRising` says which way the column runs when it is first chosen: A to Z, but figures down. */
const columns: readonly { by: ProjectSort; name: string; isRising: boolean }[] = [
  { by: 'name', name: 'Project', isRising: true },
  { by: 'status', name: 'Status', isRising: true },
  { by: 'hours', name: 'This week and budget', isRising: false },
  { by: 'tasks', name: 'Open tasks', isRising: false },
  { by: 'activity', name: 'Last activity', isRising: false },
  { by: 'owner', name: 'Owner', isRising: true },
]

/** Each heading is a button: the first press sorts by it, the second turns the order round. */
export function TableHead({ search, onSort }: TableHeadProps) {
  const { by: current, isTurned } = sortOf(search)
  return (
    <thead>
      <tr>
        {columns.map(({ by, name, isRising }) => {
          const isCurrent = by === current
          const isUp = isRising !== isTurned
          const next = isCurrent && !isTurned ? `-${by}` : by
          return (
            <th
              key={by}
              scope="col"
              aria-sort={isCurrent ? (isUp ? 'ascending' : 'descending') : undefined}
              {...stylex.props(styles.cell)}
            >
              <button
                type="button"
                onClick={() => onSort(next === 'activity' ? {} : { sort: next })}
                {...stylex.props(
                  styles.button,
                  textStyles.xs,
                  textStyles.medium,
                  isCurrent && styles.current,
                  focusRing.native,
                )}
              >
                {name}
                {isCurrent && <Icon icon={isUp ? ArrowUp : ArrowDown} />}
              </button>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

const styles = stylex.create({
  cell: {
    borderBlockEndColor: color.borderStrong,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    padding: 0,
    textAlign: 'start',
  },
  button: {
    alignItems: 'center',
    backgroundColor: 'transparent',
    borderRadius: radius.sm,
    borderWidth: 0,
    color: { default: color.textMuted, ':hover': color.text },
    cursor: 'pointer',
    display: 'inline-flex',
    fontFamily: 'inherit',
    gap: space.s4,
    minHeight: 32,
    paddingInline: space.s8,
    whiteSpace: 'nowrap',
  },
  current: { color: color.text },
})
