import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { beforeEach, describe, expect, it } from 'vitest'
import { restoreSnapshot, writeSnapshot } from './snapshot.ts'

const pagesKey = ['checkins', 'pages', { userId: 'mia' }]
const pages = {
  pages: [
    { items: [{ id: 'a' }], nextCursor: 'c1' },
    { items: [{ id: 'b' }], nextCursor: null },
  ],
  pageParams: [null, 'c1'],
}

function seen(): QueryClient {
  const queryClient = new QueryClient()
  queryClient.setQueryData(['projects'], ['Website'])
  queryClient.setQueryData(['local-people'], ['nobody else’s business'])
  return queryClient
}

describe('the snapshot of the last visit', () => {
  beforeEach(() => localStorage.clear())

  it('paints the next visit of the same person', () => {
    writeSnapshot(seen(), 'mia', localStorage)
    const next = new QueryClient()
    expect(restoreSnapshot(next, 'mia', localStorage)).toBe(true)
    expect(next.getQueryData(['projects'])).toEqual(['Website'])
    expect(next.getQueryData(['local-people'])).toBeUndefined()
  })

  it('shows nothing to another person', () => {
    writeSnapshot(seen(), 'mia', localStorage)
    const next = new QueryClient()
    expect(restoreSnapshot(next, 'ana', localStorage)).toBe(false)
    expect(next.getQueryData(['projects'])).toBeUndefined()
  })

  it('never replaces what has already been answered', () => {
    writeSnapshot(seen(), 'mia', localStorage)
    const next = new QueryClient()
    next.setQueryData(['projects'], ['newer'])
    restoreSnapshot(next, 'mia', localStorage)
    expect(next.getQueryData(['projects'])).toEqual(['newer'])
  })

  it('keeps the first page of the feed on screen, and no feed that is not on screen', () => {
    const queryClient = new QueryClient()
    const gone = ['checkins', 'pages', { tag: 'dev' }]
    queryClient.setQueryData(gone, pages)
    queryClient.setQueryData(pagesKey, pages)
    const observer = new QueryObserver(queryClient, {
      queryKey: pagesKey,
      staleTime: Number.POSITIVE_INFINITY,
    })
    const leave = observer.subscribe(() => {})
    writeSnapshot(queryClient, 'mia', localStorage)
    leave()
    const next = new QueryClient()
    restoreSnapshot(next, 'mia', localStorage)
    expect(next.getQueryData(pagesKey)).toEqual({
      pages: pages.pages.slice(0, 1),
      pageParams: [null],
    })
    expect(next.getQueryData(gone)).toBeUndefined()
  })

  it.each(['not json', '{"version":0,"userId":"mia","kept":[]}', 'null'])(
    'ignores what it cannot read: %s',
    (text) => {
      localStorage.setItem('worksmart.snapshot', text)
      expect(restoreSnapshot(new QueryClient(), 'mia', localStorage)).toBe(false)
    },
  )

  it('goes with everything else of the person when they sign out', () => {
    writeSnapshot(seen(), 'mia', localStorage)
    const ours = Object.keys(localStorage).filter((key) => key.startsWith('worksmart.'))
    expect(ours).toEqual(['worksmart.snapshot'])
  })
})
