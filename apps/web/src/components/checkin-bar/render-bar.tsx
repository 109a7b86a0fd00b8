// For the tests of the bar: a bar with projects, a fixed clock and a record of what it logged.
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { vi } from 'vitest'
import { LiveRegions } from '../live-region.tsx'
import { CheckinBar, type CheckinBarProps, type LoggedLine } from './checkin-bar.tsx'

export const website = {
  id: 'p-web',
  key: 'WEB',
  name: 'Website',
  archived: false,
  colour: 'teal',
}
export const operations = {
  id: 'p-ops',
  key: 'OPS',
  name: 'Operations',
  archived: false,
  colour: 'orange',
}
export const oldSite = {
  id: 'p-old',
  key: 'OLD',
  name: 'Web archive',
  archived: true,
  colour: 'slate',
}

const defaults = {
  label: 'Log a check-in',
  projects: [website, operations, oldSite],
  tasks: [],
  tags: ['dev', 'design', 'devops'],
  timeZone: 'UTC',
  submitLabel: 'Log',
  now: () => new Date('2026-11-24T10:05:00Z'),
}

/** For what comes only after a rest; a busy machine rests late. */
export const patience = { timeout: 4000 }

/** A bar on Tuesday 24 November 2026, 10:05. */
export function renderBar(props: Partial<CheckinBarProps> = {}) {
  const onLog = vi.fn<(line: LoggedLine) => void>()
  const view = render(
    <LiveRegions>
      <CheckinBar {...defaults} onLog={onLog} {...props} />
    </LiveRegions>,
  )
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: defaults.label })
  return { ...view, onLog, field, user: userEvent.setup() }
}

/** The message the field points to. */
export function describedBy(field: HTMLElement): string | undefined {
  const id = field.getAttribute('aria-describedby') ?? ''
  return document.getElementById(id)?.textContent
}

/** What the chips say, in reading order. */
export function chipTexts(): string[] {
  const row = screen.queryByRole('toolbar', { name: 'Understood as' })
  return [...(row?.querySelectorAll('[data-chip]') ?? [])].map((chip) => chip.textContent ?? '')
}
