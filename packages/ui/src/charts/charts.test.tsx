import { cleanup, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { HeatStrip } from './heat-strip.tsx'
import { Line } from './line.tsx'
import { labelEvery, placeScale, valueScale } from './scales.ts'
import { Sparkline } from './sparkline.tsx'
import { StackedBars } from './stacked-bars.tsx'

afterEach(cleanup)

const hours = (minutes: number) => `${minutes / 60} h`
const spoken = (minutes: number) => `${minutes / 60} hours`
const words = { placeName: 'Week', format: hours, speak: spoken }
const weeks = [
  { label: '9 Nov', name: 'Week of 9 November', values: [60] },
  { label: '16 Nov', name: 'Week of 16 November', values: [180] },
  { label: '23 Nov', name: 'Week of 23 November', values: [120] },
]

test('a chart is a figure whose caption is its finding', () => {
  render(
    <StackedBars {...words} caption="2 h this week" series={['Hours']} bars={weeks} step={60} />,
  )
  const figure = screen.getByRole('figure')
  expect(within(figure).getByText('2 h this week').tagName).toBe('FIGCAPTION')
  expect(within(figure).getByRole('group', { name: '2 h this week' })).toBeDefined()
})

test('Tab reaches the newest bar, the arrows every other one, and each says its value', async () => {
  const user = userEvent.setup()
  render(<StackedBars {...words} caption="2 h" series={['Hours']} bars={weeks} step={60} />)
  const bars = screen.getAllByRole('img')
  expect(bars.map((bar) => bar.getAttribute('tabindex'))).toEqual(['-1', '-1', '0'])
  await user.tab()
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Week of 23 November: 2 hours')
  expect(screen.getByText('Week of 23 November: 2 h')).toBeDefined()
  await user.keyboard('{ArrowLeft}')
  expect(document.activeElement).toBe(bars[1])
  await user.keyboard('{Home}{ArrowLeft}')
  expect(document.activeElement).toBe(bars[0])
  await user.keyboard('{End}{ArrowRight}')
  expect(document.activeElement).toBe(bars[2])
  await user.tab()
  expect(document.activeElement?.textContent).toBe('Show data')
})

test('the data table holds every value that is drawn', async () => {
  const user = userEvent.setup()
  render(
    <StackedBars
      {...words}
      caption="Two people"
      series={['Ana', 'Ben']}
      bars={[{ label: '9', name: 'Monday', values: [60, 120] }]}
    />,
  )
  expect(screen.queryByRole('table')).toBeNull()
  const button = screen.getByRole('button', { name: 'Show data' })
  expect(button.getAttribute('aria-expanded')).toBe('false')
  await user.click(button)
  const [head, row] = screen.getAllByRole('row')
  expect(head?.textContent).toBe('WeekAnaBenTotal')
  expect(row?.textContent).toBe('Monday1 h2 h3 h')
  await user.click(screen.getByRole('button', { name: 'Hide data' }))
  expect(screen.queryByRole('table')).toBeNull()
})

test('from the third series on a pattern tells the parts apart, and a legend names all', () => {
  const { container } = render(
    <StackedBars
      {...words}
      caption="Four"
      series={['dev', 'design', 'ops', 'sales']}
      bars={[{ label: '9', name: 'Monday', values: [60, 60, 60, 0] }]}
    />,
  )
  expect(container.querySelectorAll('pattern')).toHaveLength(2)
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'dev',
    'design',
    'ops',
    'sales',
  ])
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
    'Monday: 3 hours, dev 1 hours, design 1 hours, ops 1 hours',
  )
})

test('a line leaves a gap where nothing is known, and says so', () => {
  const points = [
    { label: '9', name: 'Monday', values: [60] },
    { label: '10', name: 'Tuesday', values: [null] },
    { label: '11', name: 'Wednesday', values: [120] },
  ]
  const { container } = render(
    <Line {...words} caption="Hours" series={['Hours']} points={points} />,
  )
  expect(screen.getAllByRole('img').map((mark) => mark.getAttribute('aria-label'))).toEqual([
    'Monday: 1 hours',
    'Tuesday: nothing',
    'Wednesday: 2 hours',
  ])
  expect(container.innerHTML).not.toContain('NaN')
})

test('a heat strip names each cell and draws nothing for a zero', async () => {
  const { container } = render(
    <HeatStrip
      {...words}
      caption="Mostly Monday"
      valueName="Hours"
      cells={[
        { label: 'M', name: 'Monday', value: 120 },
        { label: 'T', name: 'Tuesday', value: 0 },
      ]}
    />,
  )
  expect(
    screen.getByRole('img', { name: 'Tuesday: 0 hours' }).querySelectorAll('rect'),
  ).toHaveLength(2)
  expect(
    screen.getByRole('img', { name: 'Monday: 2 hours' }).querySelectorAll('rect'),
  ).toHaveLength(3)
  expect(container.innerHTML).not.toContain('NaN')
})

test('a sparkline is one picture with a name, whatever it is given', () => {
  const { container } = render(
    <>
      <Sparkline label="Hours of 3 weeks, rising" values={[1, 2, 5]} />
      <Sparkline label="Nothing yet" values={[]} />
      <Sparkline label="All zero" values={[0, 0]} />
    </>,
  )
  expect(screen.getAllByRole('img')).toHaveLength(3)
  expect(container.innerHTML).not.toMatch(/NaN|Infinity/)
})

test('no bars at all is still a figure without broken numbers', () => {
  const { container } = render(
    <StackedBars {...words} caption="Nothing yet" series={['Hours']} bars={[]} step={60} />,
  )
  expect(screen.getByRole('figure')).toBeDefined()
  expect(container.innerHTML).not.toMatch(/NaN|Infinity/)
})

test('the value axis starts at zero, ends above the greatest value and counts in whole steps', () => {
  for (const most of [0, 1, 7, 59, 61, 480, 2405, 100_000]) {
    const { ticks, y, ground } = valueScale(most, 180, 60)
    expect(y(0)).toBe(ground)
    expect(y(most)).toBeLessThanOrEqual(ground)
    expect(y(most)).toBeGreaterThanOrEqual(0)
    expect(ticks.every((tick) => tick % 60 === 0)).toBe(true)
  }
})

test('places stay inside the drawing, and labels apart, at any width', () => {
  for (const width of [120, 320, 600, 1120]) {
    const place = placeScale(26, width)
    expect(place.x(0)).toBeGreaterThanOrEqual(0)
    expect(place.x(25) + place.bandWidth).toBeLessThanOrEqual(width)
    expect(labelEvery(place.step) * place.step).toBeGreaterThanOrEqual(56)
  }
})
