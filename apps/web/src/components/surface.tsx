import * as stylex from '@stylexjs/stylex'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { type ReactNode, useEffect, useState } from 'react'
import { ApiProblem, Unreachable } from '../api/client.ts'
import { EmptyState } from './empty-state.tsx'
import { Late } from './late.tsx'
import { errorNotice, rateLimited } from './late-notices.ts'
import { StaleNotice } from './stale-notice.tsx'
import { useOnline } from './use-online.ts'

/** The part of a query result that decides what is shown; both kinds of query fit. */
export type SurfaceQuery<Data> = {
  data: Data | undefined
  error: unknown
  isFetching: boolean
  /** Milliseconds since the epoch; 0 when nothing has arrived yet. */
  dataUpdatedAt: number
  refetch: () => unknown
}

export type SurfaceProps<Data> = {
  /** What is shown, in the plural and in lower case: "check-ins". */
  name: string
  query: SurfaceQuery<Data>
  /** The final geometry, drawn with `Skeleton`. */
  skeleton: ReactNode
  isEmpty?: (data: Data) => boolean
  /** First use: an `EmptyState` with one action. */
  empty?: ReactNode
  /** Set while filters narrow the view: the sentence says which, such as "… match #dev". */
  filtered?: { sentence: string; onClear: () => void } | null
  children: (data: Data) => ReactNode
}

/** One data surface in every state it can be in. What has been loaded stays visible. */
export function Surface<Data>(props: SurfaceProps<Data>) {
  const { name, query, skeleton, isEmpty, empty, filtered, children } = props
  const { data, error, isFetching } = query
  const failure = useFailure(name, query)
  if (data === undefined) {
    if (error && !isFetching) return failure
    return <Loading name={name}>{skeleton}</Loading>
  }
  const hasNothing = isEmpty?.(data) === true
  return (
    <div aria-busy={isFetching && hasNothing}>
      {error ? failure : null}
      {hasNothing && filtered ? (
        <EmptyState
          heading={filtered.sentence}
          action={{ label: 'Clear filters', onPress: filtered.onClear }}
        />
      ) : (
        (hasNothing && empty) || children(data)
      )}
    </div>
  )
}

function useFailure<Data>(name: string, query: SurfaceQuery<Data>): ReactNode {
  const { data, error, dataUpdatedAt } = query
  const isOnline = useOnline()
  // The answer since which one automatic try was made; a newer answer earns another one.
  const [triedSince, setTriedSince] = useState<number | null>(null)
  if (isRateLimit(error)) {
    return (
      <Late
        code={rateLimited}
        retryAfterMs={error.retryAfterMs}
        isAutomatic={triedSince !== dataUpdatedAt}
        onRetry={() => {
          setTriedSince(dataUpdatedAt)
          void query.refetch()
        }}
      />
    )
  }
  const notice = (
    <Late
      code={errorNotice}
      waiting={<p>{`Could not load ${name}.`}</p>}
      name={name}
      error={error}
      onRetry={() => void query.refetch()}
      isRetrying={query.isFetching}
      isAlone={data === undefined}
    />
  )
  if (data === undefined) return notice
  // Without a network the header says so already; here only the age of the data is news.
  const isKnown = error instanceof Unreachable && !isOnline
  return (
    <>
      {!isKnown && notice}
      <StaleNotice loadedAt={dataUpdatedAt} />
    </>
  )
}

function isRateLimit(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.status === 429
}

const skeletonDelayMs = 150

function Loading({ name, children }: { name: string; children: ReactNode }) {
  const [isLate, setIsLate] = useState(false)
  // A quick answer would make a skeleton flash, so nothing shows until the wait is felt.
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), skeletonDelayMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div aria-busy="true" {...stylex.props(!isLate && styles.unseen)}>
      <VisuallyHidden role="status">{isLate ? `Loading ${name}` : ''}</VisuallyHidden>
      {children}
    </div>
  )
}

const styles = stylex.create({
  // The room is taken from the start: content that pushes others away later would be a shift.
  unseen: { visibility: 'hidden' },
})
