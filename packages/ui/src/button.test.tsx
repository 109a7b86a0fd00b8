import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'

afterEach(cleanup)

test('a button is pressed by Enter, by Space and by a click', async () => {
  const user = userEvent.setup()
  let presses = 0
  render(<Button onPress={() => (presses += 1)}>Log time</Button>)
  await user.tab()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Log time' }))
  await user.keyboard('{Enter}')
  await user.keyboard(' ')
  await user.click(screen.getByRole('button'))
  expect(presses).toBe(3)
})

function SaveOnce({ onSave }: { onSave: () => void }) {
  const [isPending, setIsPending] = useState(false)
  const handlePress = () => {
    setIsPending(true)
    onSave()
  }
  return (
    <Button tone="primary" isPending={isPending} onPress={handlePress}>
      Save
    </Button>
  )
}

test('a pending button does not fire twice and keeps its name and the focus', async () => {
  const user = userEvent.setup()
  let saves = 0
  render(<SaveOnce onSave={() => (saves += 1)} />)
  const button = screen.getByRole('button', { name: 'Save' })
  await user.click(button)
  await user.click(button)
  await user.keyboard('{Enter}')
  await user.keyboard(' ')
  expect(saves).toBe(1)
  expect(screen.getByRole('button', { name: 'Save' })).toBe(document.activeElement)
  expect(button.getAttribute('aria-disabled')).toBe('true')
})

test('a pending submit button does not send its form again', async () => {
  const user = userEvent.setup()
  let sends = 0
  render(
    <form
      onSubmit={(event) => {
        event.preventDefault()
        sends += 1
      }}
    >
      <Button type="submit" isPending>
        Send
      </Button>
    </form>,
  )
  await user.click(screen.getByRole('button', { name: 'Send' }))
  expect(sends).toBe(0)
})

test('Enter in a field presses the button of its form and leaves the focus in the field', async () => {
  const user = userEvent.setup()
  let sends = 0
  render(
    <form
      onSubmit={(event) => {
        event.preventDefault()
        sends += 1
      }}
    >
      <input aria-label="Title" />
      <Button type="submit">Add</Button>
    </form>,
  )
  await user.type(screen.getByRole('textbox', { name: 'Title' }), 'Fix nav{Enter}')
  expect(sends).toBe(1)
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Title' }))
})

test('a disabled button cannot be reached or pressed', async () => {
  const user = userEvent.setup()
  let presses = 0
  render(
    <Button isDisabled onPress={() => (presses += 1)}>
      Save
    </Button>,
  )
  await user.tab()
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(document.activeElement).toBe(document.body)
  expect(presses).toBe(0)
})

test('an icon button is named by its label and described by its tooltip on focus', async () => {
  const user = userEvent.setup()
  let presses = 0
  render(
    <IconButton
      icon={Trash2}
      label="Delete check-in fix nav"
      tip="Delete"
      shortcut="Del"
      keyShortcuts="Delete"
      onPress={() => (presses += 1)}
    />,
  )
  await user.tab()
  const button = screen.getByRole('button', { name: 'Delete check-in fix nav' })
  expect(document.activeElement).toBe(button)
  expect(button.getAttribute('aria-keyshortcuts')).toBe('Delete')
  const tooltip = await screen.findByRole('tooltip')
  expect(tooltip.textContent).toBe('DeleteDel')
  expect(button.getAttribute('aria-describedby')).toBe(tooltip.id)
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('tooltip')).toBeNull()
  await user.keyboard('{Enter}')
  expect(presses).toBe(1)
})

test('xstyle is merged last', () => {
  render(
    <>
      <Button>Plain</Button>
      <Button xstyle={null}>Same</Button>
    </>,
  )
  const [plain, same] = screen.getAllByRole('button')
  expect(plain?.className).not.toBe('')
  expect(same?.className).toBe(plain?.className)
})
