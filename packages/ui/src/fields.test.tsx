import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Checkbox } from './checkbox.tsx'
import { ComboBox } from './combo-box.tsx'
import { Select } from './select.tsx'
import { Switch } from './switch.tsx'
import { TextField } from './text-field.tsx'

afterEach(cleanup)

const projects = [
  { id: 'web', label: 'Website' },
  { id: 'app', label: 'Android app', description: 'Archived in June' },
  { id: 'ops', label: 'Operations' },
]

function describedBy(element: HTMLElement): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? []
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
}

test.each([1, 4])('a text field of %i lines is named, described and typed into', async (rows) => {
  const user = userEvent.setup()
  const typed: string[] = []
  render(
    <TextField
      label="Name"
      description="Two words are fine."
      rows={rows}
      onChange={(value) => typed.push(value)}
    />,
  )
  await user.tab()
  const field = screen.getByRole('textbox', { name: 'Name' })
  expect(document.activeElement).toBe(field)
  expect(describedBy(field)).toBe('Two words are fine.')
  await user.keyboard('ab')
  expect(typed).toEqual(['a', 'ab'])
})

test('an error marks the field and is read with it', () => {
  render(<TextField label="Budget" errorMessage="No unit. Write 12 h or 12 min." />)
  const field = screen.getByRole('textbox', { name: 'Budget' })
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(describedBy(field)).toContain('No unit. Write 12 h or 12 min.')
})

test('a hidden label still names its field', () => {
  render(<TextField label="Search" isLabelHidden />)
  expect(screen.getByRole('textbox', { name: 'Search' })).toBeDefined()
})

function ProjectSelect({ onPick }: { onPick: (id: string) => void }) {
  const [value, setValue] = useState<string | null>('web')
  const handleChange = (id: string) => {
    setValue(id)
    onPick(id)
  }
  return <Select label="Project" options={projects} value={value} onChange={handleChange} />
}

test('a select is changed by keyboard and shows what was chosen', async () => {
  const user = userEvent.setup()
  const picks: string[] = []
  render(<ProjectSelect onPick={(id) => picks.push(id)} />)
  const button = screen.getByRole('button', { name: 'Website Project' })
  await user.tab()
  expect(document.activeElement).toBe(button)
  await user.keyboard('{Enter}')
  await screen.findByRole('listbox', { name: 'Project' })
  await user.keyboard('{ArrowDown}{Enter}')
  expect(picks).toEqual(['app'])
  await waitFor(() => expect(button.textContent).toContain('Android app'))
})

test('a combo box finds an option by what is typed', async () => {
  const user = userEvent.setup()
  const picks: (string | null)[] = []
  render(
    <ComboBox label="Project" options={projects} value={null} onChange={(id) => picks.push(id)} />,
  )
  await user.tab()
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Project' }))
  await user.keyboard('oper')
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1))
  await user.keyboard('{ArrowDown}{Enter}')
  expect(picks).toEqual(['ops'])
})

test('a combo box without a match says so', async () => {
  const user = userEvent.setup()
  render(<ComboBox label="Project" options={projects} value={null} onChange={() => {}} />)
  await user.tab()
  await user.keyboard('zzz')
  expect(await screen.findByText('No match')).toBeDefined()
})

test('a switch turns with Space', async () => {
  const user = userEvent.setup()
  const turns: boolean[] = []
  render(
    <Switch label="Load lists fully" description="Slower." onChange={(on) => turns.push(on)} />,
  )
  await user.tab()
  const input = screen.getByRole('switch', { name: 'Load lists fully' })
  expect(document.activeElement).toBe(input)
  expect(describedBy(input)).toBe('Slower.')
  await user.keyboard(' ')
  await user.keyboard(' ')
  expect(turns).toEqual([true, false])
})

test('a checkbox is ticked with Space and reads its error', async () => {
  const user = userEvent.setup()
  const ticks: boolean[] = []
  render(
    <Checkbox label="Agree" errorMessage="Please agree first." onChange={(on) => ticks.push(on)} />,
  )
  await user.tab()
  await user.keyboard(' ')
  expect(ticks).toEqual([true])
  const box = screen.getByRole('checkbox', { name: 'Agree' })
  expect(box.getAttribute('aria-invalid')).toBe('true')
  expect(describedBy(box)).toContain('Please agree first.')
})
