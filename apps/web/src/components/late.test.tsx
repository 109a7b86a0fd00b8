import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { fetchAhead, Late, lateCode } from './late.tsx'

const Words = ({ words }: { words: string }) => <p>{words}</p>

test('what waits stands in the place until the code is there', async () => {
  const code = lateCode(() => Promise.resolve(Words))
  render(<Late code={code} words="here" waiting={<p>soon</p>} />)
  expect(screen.getByText('soon')).toBeTruthy()
  expect(await screen.findByText('here')).toBeTruthy()
  expect(screen.queryByText('soon')).toBeNull()
})

test('code that was fetched ahead is drawn at once', async () => {
  const code = lateCode(() => Promise.resolve(Words))
  await code.fetch()
  render(<Late code={code} words="here" waiting={<p>soon</p>} />)
  expect(screen.getByText('here')).toBeTruthy()
})

test('code that cannot be had leaves what waits, and the next use asks again', async () => {
  let isOnline = false
  const code = lateCode(() =>
    isOnline ? Promise.resolve(Words) : Promise.reject(new Error('offline')),
  )
  fetchAhead(code)
  const first = render(<Late code={code} words="here" waiting={<p>soon</p>} />)
  await expect(code.fetch()).rejects.toThrow('offline')
  expect(screen.getByText('soon')).toBeTruthy()
  first.unmount()
  isOnline = true
  render(<Late code={code} words="here" />)
  expect(await screen.findByText('here')).toBeTruthy()
})
