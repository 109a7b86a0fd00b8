import type { PresignedUpload } from '@worksmart/types/documents'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { drop, limitUpload, longText, text, upload } from '../support/files.ts'
import { choose, hasFocus } from '../support/people.ts'

const app = runApp({ env: { UPLOAD_RATE_PER_MINUTE: '1000' } })

const tray = (page: Page) => page.getByRole('region', { name: 'Uploads' })
const inTray = (page: Page, name: string): Locator =>
  tray(page).getByRole('listitem').filter({ hasText: name })
const inList = (page: Page, name: string): Locator =>
  page.getByRole('table', { name: 'Documents' }).getByRole('link', { name, exact: true })

/** The list with one document in it, so that it is a list. */
async function documents(): Promise<Page> {
  const { page } = await app.open({ isNetworkCut: true })
  await upload(app.stack(), 'ana', text('there already.txt', 'words'))
  await choose(page, app.stack(), 'Ana Lima')
  await page.goto(`${app.stack().url}/documents`)
  await inList(page, 'there already.txt').first().waitFor()
  return page
}

async function isOnItsWay(page: Page, name: string): Promise<void> {
  await inTray(page, name)
    .getByText(/ of .* (B|bytes|KB|MB)/)
    .waitFor()
}

test('a cancelled upload is gone from the tray and never becomes a document', async () => {
  const page = await documents()
  await limitUpload(page, 50_000)
  await drop(page, [longText('long.txt', 2_000_000)])
  await isOnItsWay(page, 'long.txt')
  await page.getByRole('button', { name: 'Cancel the upload of long.txt' }).click()
  await tray(page).waitFor({ state: 'detached' })
  await limitUpload(page, null)
  await drop(page, [text('short.txt', 'words')])
  await inList(page, 'short.txt').waitFor()
  expect(await inList(page, 'long.txt').count()).toBe(0)
})

test('a store that fails in the middle is tried again, then by hand, and the file arrives whole', async () => {
  const page = await documents()
  app.stack().storeWire.set({ kind: 'truncate', afterBytes: 300_000, direction: 'up' })
  await drop(page, [longText('broken.txt', 2_000_000)])
  await inTray(page, 'broken.txt').getByText('Not uploaded. The connection was lost.').waitFor()
  app.stack().storeWire.set({ kind: 'none' })
  await page.getByRole('button', { name: 'Try again: broken.txt' }).click()
  await inTray(page, 'broken.txt').getByText(/^Done/).waitFor()
  await inList(page, 'broken.txt').waitFor()
  const answer = await app.stack().api('ana', 'GET', '/documents?q=broken')
  const { items } = await answer.json()
  expect(items.map((item: { sizeBytes: number }) => item.sizeBytes)).toEqual([2_000_000])
})

test('an upload goes on while another screen is shown', async () => {
  const page = await documents()
  await limitUpload(page, 400_000)
  await drop(page, [longText('wandering.txt', 1_000_000)])
  await isOnItsWay(page, 'wandering.txt')
  await page.getByRole('link', { name: 'Projects' }).click()
  await page.getByRole('heading', { name: 'Projects', level: 1 }).waitFor()
  await inTray(page, 'wandering.txt').getByText(/^Done/).waitFor()
  await tray(page).getByRole('link', { name: 'wandering.txt' }).click()
  await page.getByRole('heading', { name: 'wandering.txt', level: 1 }).waitFor()
})

test('leaving is asked about while an upload runs, but a download is not leaving', async () => {
  const page = await documents()
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.dismiss()
  })
  await limitUpload(page, 100_000)
  await drop(page, [longText('running.txt', 700_000)])
  await isOnItsWay(page, 'running.txt')
  await inList(page, 'there already.txt').first().click()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('there already.txt')
  expect(asked).toEqual([])
  await page.waitForFunction(() => window.onbeforeunload !== null)
  // A page that nobody has touched may be left without a question.
  await tray(page).getByRole('heading').click()
  await page.evaluate(() => {
    location.href = '/today'
  })
  await expect.poll(() => asked).toEqual(['beforeunload'])
  await limitUpload(page, null)
  await inTray(page, 'running.txt').getByText(/^Done/).waitFor()
  await page.goto(`${app.stack().url}/today`)
  expect(asked).toEqual(['beforeunload'])
})

test('what was sent before a reload but not confirmed is confirmed by the next visit', async () => {
  const page = await documents()
  const confirm = (url: URL) => url.pathname === '/api/documents'
  await page.route(confirm, (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await drop(page, [text('nearly.txt', 'words')])
  await inTray(page, 'nearly.txt').getByText('Uploaded, now being checked').waitFor()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.unroute(confirm)
  await page.reload()
  await inTray(page, 'nearly.txt').getByText(/^Done/).waitFor()
  await inList(page, 'nearly.txt').waitFor()
})

test('without a network the button says so, and what failed goes on when it is back', async () => {
  const page = await documents()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Uploads need a connection' }).waitFor()
  await drop(page, [text('patient.txt', 'words')])
  await inTray(page, 'patient.txt').getByText('Not uploaded. The connection was lost.').waitFor()
  await page.context().setOffline(false)
  await inList(page, 'patient.txt').waitFor()
})

test('uploads, the list and a document can be used with keys alone', async () => {
  const page = await documents()
  const chooser = page.waitForEvent('filechooser')
  // The browser has heard that its chooser is not to be shown before the key comes.
  await page.getByRole('button', { name: 'Upload' }).hover()
  await page.keyboard.press('u')
  await (await chooser).setFiles([
    { name: 'by-keys.txt', mimeType: 'text/plain', buffer: Buffer.from('typed') },
  ])
  await inTray(page, 'by-keys.txt').getByText(/^Done/).waitFor()
  const close = page.getByRole('button', { name: 'Close the uploads' })
  await close.focus()
  await page.keyboard.press('Enter')
  await tray(page).waitFor({ state: 'detached' })

  const link = inList(page, 'by-keys.txt')
  await link.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'by-keys.txt', level: 1 }).waitFor()
  const rename = page.getByRole('button', { name: 'Rename' })
  await rename.focus()
  await page.keyboard.press('Enter')
  await hasFocus(page.getByRole('textbox', { name: 'Name' }))
  await page.keyboard.press('Escape')
  await hasFocus(rename)
  await page.getByRole('button', { name: 'Delete' }).focus()
  await page.keyboard.press('Enter')
  await link.waitFor({ state: 'detached' })
  await page.getByRole('region', { name: 'Undo' }).waitFor()
  await page.keyboard.press('Control+z')
  await link.waitFor()
})

test('the store takes a presigned file from the page once and exactly, and the page hears its answers', async () => {
  const page = await documents()
  const words = 'a file of some words'
  const begin = async (): Promise<PresignedUpload> => {
    const bytes = Buffer.from(words)
    const { createHash } = await import('node:crypto')
    const answer = await app.stack().api('ana', 'POST', '/documents/presign', {
      name: 'words.txt',
      mime: 'text/plain',
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    return (await answer.json()) as PresignedUpload
  }
  const put = ({ url, headers }: PresignedUpload, body: string, type?: string) =>
    page.evaluate(
      async (given) => {
        const response = await fetch(given.url, {
          method: 'PUT',
          headers: { ...given.headers, ...(given.type ? { 'content-type': given.type } : {}) },
          body: new Blob([given.body]),
        })
        return { status: response.status, etag: response.headers.get('etag') }
      },
      { url, headers, body, type },
    )
  expect((await put(await begin(), `${words}!`)).status).toBe(403)
  expect((await put(await begin(), words.slice(1))).status).toBe(403)
  expect((await put(await begin(), words, 'text/html')).status).toBe(403)
  const upload = await begin()
  const first = await put(upload, words)
  expect(first.status).toBe(200)
  expect(first.etag).toMatch(/^"[0-9a-f]+"$/)
  expect((await put(upload, words)).status).toBe(412)
})
