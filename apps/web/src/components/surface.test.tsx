import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { ErrorCode } from '@worksmart/types/error-codes'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiProblem, Unreachable } from '../api/client.ts'
import { EmptyState } from './empty-state.tsx'
import { errorNotice, rateLimited } from './late-notices.ts'
import { Surface, type SurfaceProps, type SurfaceQuery } from './surface.tsx'

const refetch = vi.fn()

// On a page they come while the page rests.
beforeAll(() => Promise.all([errorNotice.fetch(), rateLimited.fetch()]))

beforeEach(() => {
  refetch.mockReset()
  vi.useFakeTimers({ shouldAdvanceTime: true })
})

afterEach(() => {
  vi.useRealTimers()
})

function query(state: Partial<SurfaceQuery<string[]>> = {}): SurfaceQuery<string[]> {
  return { data: undefined, error: null, isFetching: false, dataUpdatedAt: 0, refetch, ...state }
}

function surface(
  state: Partial<SurfaceQuery<string[]>>,
  props: Partial<SurfaceProps<string[]>> = {},
) {
  return (
    <Surface
      name="check-ins"
      query={query(state)}
      skeleton={<p>skeleton</p>}
      isEmpty={(rows) => rows.length === 0}
      empty={<EmptyState heading="Log your first check-in" />}
      {...props}
    >
      {(rows) => rows.map((row) => <p key={row}>{row}</p>)}
    </Surface>
  )
}

const problem = (status: number, code: ErrorCode, retryAfterMs: number | null = null) =>
  new ApiProblem({ status, code, requestId: 'req-77', retryAfterMs })

const loaded = (ageMs: number) => ({ data: ['fix nav'], dataUpdatedAt: Date.now() - ageMs })

describe('loading', () => {
  test('nothing is announced for 150 ms, then what is loading is', () => {
    const { container } = render(surface({ isFetching: true }))
    expect(container.querySelector('[aria-busy="true"]')).not.toBeNull()
    expect(screen.queryByText('Loading check-ins')).toBeNull()
    act(() => void vi.advanceTimersByTime(149))
    expect(screen.queryByText('Loading check-ins')).toBeNull()
    act(() => void vi.advanceTimersByTime(1))
    expect(screen.getByText('Loading check-ins')).toBeDefined()
  })
})

describe('empty', () => {
  test('the first use offers its action, a filtered view offers to clear the filters', async () => {
    const onClear = vi.fn()
    const view = render(surface({ data: [] }))
    expect(screen.getByRole('heading', { name: 'Log your first check-in' })).toBeDefined()
    view.rerender(
      surface({ data: [] }, { filtered: { sentence: 'No check-ins match #dev', onClear } }),
    )
    expect(screen.getByRole('heading', { name: 'No check-ins match #dev' })).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }))
    expect(onClear).toHaveBeenCalledOnce()
  })
})

describe('errors', () => {
  test('says what failed, focuses Try again, and keeps the request id one press away', async () => {
    render(surface({ error: problem(500, 'server.error') }))
    expect(screen.getByRole('alert').textContent).toContain('Could not load check-ins')
    const again = screen.getByRole('button', { name: 'Try again' })
    expect(document.activeElement).toBe(again)
    expect(screen.getByText('req-77').closest('details')?.open).toBe(false)
    await userEvent.click(again)
    expect(refetch).toHaveBeenCalledOnce()
  })

  test('never takes the focus from a person who is typing', () => {
    render(
      <>
        <textarea aria-label="Log a check-in" />
        {surface({})}
      </>,
    )
    const bar = screen.getByRole('textbox')
    bar.focus()
    render(surface({ error: problem(500, 'server.error') }))
    expect(document.activeElement).toBe(bar)
  })

  test('a refusal says who can help and offers no second try', () => {
    render(surface({ error: problem(403, 'permission.denied') }))
    expect(screen.getByRole('alert').textContent).toMatch(/manager or an admin/)
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })

  test('what is absent or hidden is said in the same words', () => {
    render(surface({ error: problem(404, 'checkin.not_found') }))
    expect(screen.getByRole('alert').textContent).toContain('Not here, or not visible to you')
  })

  test('what was loaded stays on the screen, with the error above it', () => {
    render(surface({ ...loaded(1000), error: problem(503, 'database.unavailable') }))
    expect(screen.getByText('fix nav')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Try again' })).toBeDefined()
    expect(screen.queryByText(/Showing data from/)).toBeNull()
  })

  test('data older than a minute says from when it is, by itself', () => {
    render(surface({ ...loaded(59_000), error: new Unreachable('GET /checkins') }))
    expect(screen.queryByText(/Showing data from/)).toBeNull()
    act(() => void vi.advanceTimersByTime(1001))
    expect(screen.getByText(/^Showing data from \d\d:\d\d$/)).toBeDefined()
  })

  test('without a network the rows stay and nothing asks to try again', () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    render(surface({ ...loaded(61_000), error: new Unreachable('GET /checkins') }))
    expect(screen.getByText('fix nav')).toBeDefined()
    expect(screen.getByText(/Showing data from/)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
    vi.restoreAllMocks()
  })
})

describe('too many requests', () => {
  test('waits as long as it was asked to, tries once by itself, then leaves it to the person', async () => {
    const limited = { error: problem(429, 'rate.limited', 3000) }
    const view = render(surface(limited))
    expect(screen.getByRole('status').textContent).toContain('in 3 s')
    act(() => void vi.advanceTimersByTime(2999))
    expect(refetch).not.toHaveBeenCalled()
    act(() => void vi.advanceTimersByTime(1))
    expect(refetch).toHaveBeenCalledOnce()
    view.rerender(surface({ isFetching: true }))
    view.rerender(surface(limited))
    act(() => void vi.advanceTimersByTime(60_000))
    expect(refetch).toHaveBeenCalledOnce()
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(refetch).toHaveBeenCalledTimes(2)
  })
})
