import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Ellipsis } from 'lucide-react'
import { useRef, useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { AlertDialog } from './alert-dialog.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { IconButton } from './icon-button.tsx'
import { Menu, MenuItem, MenuPopover, MenuSeparator } from './menu.tsx'
import { TextField } from './text-field.tsx'

afterEach(cleanup)

function EditProject() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>Edit project</Button>
      <Dialog
        title="Edit project"
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        actions={<Button slot="close">Cancel</Button>}
      >
        <TextField label="Name" />
      </Dialog>
    </>
  )
}

test.each(['{Escape}', 'Cancel', 'Close'])(
  'a dialog is named by its title and %s returns the focus to its button',
  async (way) => {
    const user = userEvent.setup()
    render(<EditProject />)
    const trigger = screen.getByRole('button', { name: 'Edit project' })
    await user.tab()
    await user.keyboard('{Enter}')
    const dialog = await screen.findByRole('dialog', { name: 'Edit project' })
    expect(dialog.contains(document.activeElement)).toBe(true)
    if (way === '{Escape}') await user.keyboard(way)
    else await user.click(screen.getByRole('button', { name: way }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(document.activeElement).toBe(trigger))
  },
)

test('Tab never leaves an open dialog', async () => {
  const user = userEvent.setup()
  render(<EditProject />)
  await user.click(screen.getByRole('button', { name: 'Edit project' }))
  const dialog = await screen.findByRole('dialog')
  for (let presses = 0; presses < 5; presses += 1) {
    await user.tab()
    expect(dialog.contains(document.activeElement)).toBe(true)
  }
})

function Deactivate({ answer }: { answer: () => string | undefined }) {
  const [isOpen, setIsOpen] = useState(false)
  const [problem, setProblem] = useState<string>()
  const handleConfirm = () => {
    const reason = answer()
    setProblem(reason)
    if (reason === undefined) setIsOpen(false)
  }
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>Deactivate</Button>
      <AlertDialog
        title="Deactivate Ana Lima?"
        confirmLabel="Deactivate"
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        onConfirm={handleConfirm}
        errorMessage={problem}
      >
        Ana can no longer sign in.
      </AlertDialog>
    </>
  )
}

test('an alert dialog starts on Cancel, so that Enter destroys nothing', async () => {
  const user = userEvent.setup()
  let acts = 0
  render(
    <Deactivate
      answer={() => {
        acts += 1
        return undefined
      }}
    />,
  )
  await user.click(screen.getByRole('button', { name: 'Deactivate' }))
  await screen.findByRole('alertdialog', { name: 'Deactivate Ana Lima?' })
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' })),
  )
  await user.keyboard('{Enter}')
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  expect(acts).toBe(0)
})

test('an alert dialog whose act fails stays open and says why', async () => {
  const user = userEvent.setup()
  render(<Deactivate answer={() => 'Ana is the last admin.'} />)
  await user.click(screen.getByRole('button', { name: 'Deactivate' }))
  const dialog = await screen.findByRole('alertdialog')
  await user.tab()
  await user.keyboard('{Enter}')
  expect(screen.getByRole('alert').textContent).toBe('Ana is the last admin.')
  expect(dialog.isConnected).toBe(true)
})

test('a menu opens, moves and acts by keyboard, and returns the focus', async () => {
  const user = userEvent.setup()
  const acts: string[] = []
  render(
    <Menu trigger={<IconButton icon={Ellipsis} label="More for fix nav" />}>
      <MenuItem onAction={() => acts.push('edit')} shortcut="E">
        Edit
      </MenuItem>
      <MenuItem isDisabled onAction={() => acts.push('lock')}>
        Lock
      </MenuItem>
      <MenuSeparator />
      <MenuItem tone="danger" onAction={() => acts.push('delete')}>
        Delete
      </MenuItem>
    </Menu>,
  )
  const trigger = screen.getByRole('button', { name: 'More for fix nav' })
  await user.tab()
  await user.keyboard('{Enter}')
  await screen.findByRole('menu', { name: 'More for fix nav' })
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Edit'))
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(screen.getByRole('menuitem', { name: 'Delete' }))
  await user.keyboard('{Enter}')
  expect(acts).toEqual(['delete'])
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
  await waitFor(() => expect(document.activeElement).toBe(trigger))
})

function LateMenu() {
  const triggerRef = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button ref={triggerRef} onPress={() => setIsOpen(true)}>
        More
      </Button>
      <MenuPopover label="Actions" triggerRef={triggerRef} isOpen={isOpen} onOpenChange={setIsOpen}>
        <MenuItem>Edit</MenuItem>
      </MenuPopover>
    </>
  )
}

test('a menu that loads after its button closes when an item is chosen', async () => {
  const user = userEvent.setup()
  render(<LateMenu />)
  await user.click(screen.getByRole('button', { name: 'More' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Edit' }))
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
})
