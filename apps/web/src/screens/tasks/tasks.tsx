import * as stylex from '@stylexjs/stylex'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Task } from '@worksmart/types/tasks'
import { media, space } from '@worksmart/ui/tokens.stylex.ts'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from 'react'
import { findTaskByRef } from '../../api/task-cache.ts'
import { type TaskRows, taskList } from '../../api/tasks.ts'
import { useShortcuts } from '../../components/shortcuts.tsx'
import { Surface } from '../../components/surface.tsx'
import type { TasksPatch, TasksSearch } from '../../lib/tasks-search.ts'
import { useSession } from '../../session/session.tsx'
import { FilterPlace } from '../today/filter-place.tsx'
import { KeptFocus } from './kept-focus.tsx'
import { NoTasks } from './no-tasks.tsx'
import { QuickAddContext } from './quick-add-state.tsx'
import { TaskFilters } from './task-filters.tsx'
import { focusedTask, focusTask } from './task-focus.ts'
import { TaskList } from './task-list.tsx'
import { TaskTroubles } from './task-troubles.tsx'
import { emptySentence, filterCount, groupsOf, viewOf } from './task-view.ts'
import { TasksContextValue } from './tasks-context.tsx'
import { TasksSkeleton } from './tasks-skeleton.tsx'
import { useAdding } from './use-adding.ts'
import { useTasksValue } from './use-tasks-value.ts'

const Board = lazy(() => import('./board.tsx').then(({ Board }) => ({ default: Board })))
const TaskDrawer = lazy(() =>
  import('./task-drawer.tsx').then(({ TaskDrawer }) => ({ default: TaskDrawer })),
)

export type TasksProps = {
  search: TasksSearch
  /** The key of the task in the drawer, null while it is closed. */
  openRef: string | null
  onSearch(next: TasksSearch): void
  onOpenRef(ref: string | null, isReplacing?: boolean): void
}

const noRows: readonly Task[] = []

/** What is to be done: the same tasks as a list or as a board, and one of them in the drawer. */
export function Tasks({ search, openRef, onSearch, onOpenRef }: TasksProps) {
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  const rows = useRef<readonly Task[]>(noRows)
  const lastOpened = useRef<string | null>(null)
  const kept = useRef<string | null>(null)
  const quickAdd = useAdding()
  const { adding, setAdding } = quickAdd
  const open = useLatest((task: Task) => {
    lastOpened.current = task.id
    if (task.ref !== '') onOpenRef(task.ref)
  })
  const context = useTasksValue(rows, open)
  const { today, projectOf, nameOf, projects, people } = context
  const isBoard = search.view === 'board'
  const query = useQuery(taskList(client, viewOf(search, me.id)))
  const shown = query.data?.items ?? noRows
  const groups = useMemo(
    () => groupsOf(shown, search, { meId: me.id, today, projectOf }),
    [shown, search, me.id, today, projectOf],
  )
  // The acts ask where things stand at the moment of the act.
  useEffect(() => {
    rows.current = shown
  }, [shown])

  const set = (patch: TasksPatch) => onSearch(withPatch(search, patch))
  const close = () => {
    onOpenRef(null)
    const id = lastOpened.current ?? (openRef && findTaskByRef(queryClient, openRef)?.id)
    if (id) focusTask(id)
  }
  const canAdd = context.openProjects.length > 0
  useShortcuts([
    {
      keys: 'n',
      label: 'New task',
      group: 'Tasks',
      run: () => canAdd && setAdding((search.status as Task['status'] | undefined) ?? 'todo'),
    },
    {
      keys: 'v',
      label: 'List or board',
      group: 'Tasks',
      run: () => {
        kept.current = focusedTask()
        set({ view: isBoard ? undefined : 'board' })
      },
    },
    ...(openRef === null
      ? []
      : [{ keys: 'Escape', label: 'Close the task', group: 'Tasks' as const, run: close }]),
  ])

  const names = {
    project: projectOf(search.project ?? '')?.name ?? null,
    person: nameOf(search.assignee ?? null),
  }
  // On a board the status chooses the column of a phone, and an empty column says so itself.
  const isNarrowed = filterCount(search) > (isBoard && search.status ? 1 : 0)
  const isLeftOut = (status: string) =>
    !isBoard && search.status !== undefined && search.status !== status
  const hasNone = ({ items }: TaskRows) =>
    !query.isPlaceholderData &&
    adding === null &&
    (isNarrowed
      ? groups.every(({ status, tasks }) => tasks.length === 0 || isLeftOut(status))
      : items.length === 0)

  return (
    <TasksContextValue value={context}>
      <QuickAddContext value={quickAdd}>
        <FilterPlace count={filterCount(search)}>
          <TaskFilters search={search} projects={projects} people={people} onSet={set} />
        </FilterPlace>
        <div {...stylex.props(styles.root, openRef !== null && styles.beside)}>
          <TaskTroubles exceptRef={openRef} />
          <Surface
            name="tasks"
            query={query}
            skeleton={<TasksSkeleton isBoard={isBoard} />}
            isEmpty={hasNone}
            filtered={
              isNarrowed
                ? {
                    sentence: emptySentence(search, names),
                    onClear: () => onSearch(search.view ? { view: search.view } : {}),
                  }
                : null
            }
            empty={<NoTasks />}
          >
            {({ isCut }) => (
              <>
                {isBoard ? (
                  <Suspense fallback={<TasksSkeleton isBoard />}>
                    <Board groups={groups} search={search} onSet={set} />
                    <KeptFocus id={kept} />
                  </Suspense>
                ) : (
                  <>
                    <TaskList groups={groups} search={search} onSet={set} />
                    <KeptFocus id={kept} />
                  </>
                )}
                {isCut && <p>Only the newest 2,000 tasks are shown. Filter to see others.</p>}
              </>
            )}
          </Surface>
        </div>
        {openRef !== null && (
          <Suspense>
            <TaskDrawer
              key={openRef}
              taskRef={openRef}
              onClose={close}
              onRenamed={(ref) => onOpenRef(ref, true)}
            />
          </Suspense>
        )}
      </QuickAddContext>
    </TasksContextValue>
  )
}

/** A function whose identity never changes and that does what the latest one does. */
function useLatest<Argument>(act: (argument: Argument) => void): (argument: Argument) => void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  return useCallback((argument: Argument) => latest.current(argument), [])
}

/** The search without the keys that the patch sets to undefined. */
function withPatch(search: TasksSearch, patch: TasksPatch): TasksSearch {
  const kept = Object.entries({ ...search, ...patch }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept)
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s12, minWidth: 0 },
  // Where the page is wide enough, what is beside the drawer stays in sight.
  beside: { paddingInlineEnd: { default: 0, [media.wide]: 468 } },
})
