import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Avatar } from './avatar.tsx'
import { Badge } from './badge.tsx'
import { Card } from './card.tsx'
import { Kbd } from './kbd.tsx'
import { ProgressBar } from './progress-bar.tsx'
import { Skeleton } from './skeleton.tsx'
import { TagChip } from './tag-chip.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

afterEach(cleanup)

test('a progress bar says what it measures and how far it is', () => {
  render(<ProgressBar label="contract.pdf" value={40} />)
  const bar = screen.getByRole('progressbar', { name: 'contract.pdf' })
  expect(bar.getAttribute('aria-valuenow')).toBe('40')
  expect(bar.getAttribute('aria-valuetext')).toBe('40%')
})

test('an indeterminate progress bar claims no value', () => {
  render(<ProgressBar label="Analysing" isIndeterminate isLabelHidden />)
  const bar = screen.getByRole('progressbar', { name: 'Analysing' })
  expect(bar.hasAttribute('aria-valuenow')).toBe(false)
})

test('an avatar is an image with a name, or silent beside one', () => {
  const { rerender } = render(<Avatar name="Ana Lima" />)
  expect(screen.getByRole('img', { name: 'Ana Lima' }).textContent).toBe('AL')
  rerender(<Avatar name="Ana Lima" isDecorative />)
  expect(screen.queryByRole('img')).toBeNull()
})

test('a tag chip shows the tag as typed and isolates its direction', () => {
  render(<TagChip tag="عمل" />)
  expect(screen.getByText('#عمل').getAttribute('dir')).toBe('auto')
})

test('a badge says its status in words', () => {
  render(<Badge tone="ai">Suggested</Badge>)
  expect(screen.getByText('Suggested')).toBeDefined()
})

test('a card keeps the landmark and label it is given', () => {
  render(
    <Card as="section" aria-label="This week">
      8 h
    </Card>,
  )
  expect(screen.getByRole('region', { name: 'This week' }).textContent).toBe('8 h')
})

test('a skeleton is silent', () => {
  const { container } = render(<Skeleton shape="block" height={36} />)
  expect(container.firstElementChild?.getAttribute('aria-hidden')).toBe('true')
})

test('keys of a sequence are separate keys', () => {
  const { container } = render(<Kbd keys="G D" />)
  expect([...container.querySelectorAll('kbd kbd')].map((key) => key.textContent)).toEqual([
    'G',
    'D',
  ])
})

test('visually hidden text stays in the accessibility tree', () => {
  render(<VisuallyHidden as="h2">Filters</VisuallyHidden>)
  expect(screen.getByRole('heading', { name: 'Filters' })).toBeDefined()
})
