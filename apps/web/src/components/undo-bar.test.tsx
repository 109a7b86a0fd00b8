import { act, fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LiveRegions } from './live-region.tsx'
import { UndoProvider, useUndo } from './undo-bar.tsx'

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
})

afterEach(() => {
  vi.useRealTimers()
})

const undone: string[] = []

/** Undoing answers in a later turn, which belongs to the same act. */
const press = (target: Element, key: KeyboardEventInit) =>
  act(async () => void fireEvent.keyDown(target, key))

function Offers() {
  const { offer } = useUndo()
  return ['one', 'two'].map((label) => (
    <button
      key={label}
      type="button"
      onClick={() => offer({ label, undo: () => void undone.push(label) })}
    >
      {`Do ${label}`}
    </button>
  ))
}

function page() {
  undone.length = 0
  render(
    <LiveRegions>
      <UndoProvider>
        <Offers />
        <textarea aria-label="Text" />
      </UndoProvider>
    </LiveRegions>,
  )
  return {
    act: (label: string) => fireEvent.click(screen.getByRole('button', { name: `Do ${label}` })),
    bar: () => screen.queryByRole('region', { name: 'Undo' }),
    wait: (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms)),
  }
}

test('an act can be taken back with the button, and the bar goes', async () => {
  const { act: perform, bar } = page()
  perform('one')
  expect(bar()?.textContent).toContain('one')
  await userEvent.click(screen.getByRole('button', { name: /Undo/ }))
  expect(undone).toEqual(['one'])
  expect(bar()).toBeNull()
})

test('the last acts are undone one after the other with Ctrl+Z, newest first', async () => {
  const { act: perform } = page()
  perform('one')
  perform('two')
  for (let index = 0; index < 3; index++) await press(document.body, { key: 'z', ctrlKey: true })
  expect(undone).toEqual(['two', 'one'])
})

test('Ctrl+Z in a field with text is the browser’s, in an empty field it is ours', async () => {
  const { act: perform } = page()
  perform('one')
  const field = screen.getByRole('textbox')
  fireEvent.change(field, { target: { value: 'fix' } })
  await press(field, { key: 'z', ctrlKey: true })
  expect(undone).toEqual([])
  fireEvent.change(field, { target: { value: '' } })
  await press(field, { key: 'z', ctrlKey: true })
  expect(undone).toEqual(['one'])
})

test('the bar leaves after 20 seconds, and the act stays on Ctrl+Z', async () => {
  const { act: perform, bar, wait } = page()
  perform('one')
  await wait(19_900)
  expect(bar()).not.toBeNull()
  await wait(200)
  expect(bar()).toBeNull()
  await press(document.body, { key: 'z', metaKey: true })
  expect(undone).toEqual(['one'])
})

test('the clock stands still while the pointer is over the bar, and starts anew for a new act', async () => {
  const { act: perform, bar, wait } = page()
  perform('one')
  await wait(15_000)
  perform('two')
  await wait(15_000)
  expect(bar()?.textContent).toContain('two')
  const shown = bar()
  if (shown) fireEvent.pointerEnter(shown)
  await wait(60_000)
  expect(bar()).not.toBeNull()
  if (shown) fireEvent.pointerLeave(shown)
  await wait(5_100)
  expect(bar()).toBeNull()
})
