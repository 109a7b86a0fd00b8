import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { drop, limitUpload, longText, pdf, text, upload } from '../support/files.ts'
import { choose } from '../support/people.ts'

const limitBytes = 1024 * 1024
const app = runApp({ env: { UPLOAD_MAX_BYTES: String(limitBytes) } })

const tray = (page: Page) => page.getByRole('region', { name: 'Uploads' })
const inTray = (page: Page, name: string): Locator =>
  tray(page).getByRole('listitem').filter({ hasText: name })

async function documents(page: Page): Promise<void> {
  await page.goto(`${app.stack().url}/documents`)
  await page.getByRole('heading', { name: 'Documents', level: 1 }).waitFor()
  await page
    .getByRole('button', { name: /^Upload/ })
    .first()
    .waitFor()
}

test('three files are dropped, two arrive, one is refused; the PDF is seen, linked, downloaded, deleted and brought back', async () => {
  const { page } = await app.open()
  await app.stack().api('ana', 'POST', '/sample-data')
  await choose(page, app.stack(), 'Ana Lima')
  await documents(page)

  const plan = pdf('Launch plan.pdf', ['Launch plan', 'Week 48: texts', 'Week 49: pictures'])
  await limitUpload(page, 150_000)
  const hashing = page.waitForEvent('worker')
  await drop(page, [
    plan,
    longText('interview.txt', 600_000),
    longText('archive.txt', limitBytes + 1),
  ])
  expect((await hashing).url()).toContain('/assets/hash-worker-')
  await inTray(page, 'archive.txt')
    .getByText('Not uploaded. It is just over the limit of 1 MB a file.')
    .waitFor()
  const progress = page.getByRole('progressbar', { name: 'interview.txt' })
  const seen: number[] = []
  await expect
    .poll(async () => {
      const now = await progress.getAttribute('aria-valuenow', { timeout: 5000 })
      if (now !== null) seen.push(Number(now))
      return seen.some((bytes) => bytes > 0 && bytes < 600_000)
    })
    .toBe(true)
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
  await limitUpload(page, null)
  for (const name of ['Launch plan.pdf', 'interview.txt']) {
    await inTray(page, name).getByText(/^Done/).waitFor()
  }
  await tray(page).getByRole('heading', { name: '2 uploaded, 1 not uploaded' }).waitFor()
  const list = page.getByRole('table', { name: 'Documents' })
  await list.getByRole('link', { name: 'interview.txt' }).waitFor()
  expect(await list.getByRole('link', { name: 'archive.txt' }).count()).toBe(0)

  await list.getByRole('link', { name: 'Launch plan.pdf' }).click()
  await page.getByRole('heading', { name: 'Launch plan.pdf', level: 1 }).waitFor()
  await page.getByTitle('Preview of Launch plan.pdf').waitFor()
  await page.getByText('Only you and admins see it.').waitFor()

  await page.getByRole('combobox', { name: 'Add a link' }).fill('WEB-1')
  await page.getByRole('option', { name: /^WEB-1 / }).click()
  const links = page.getByRole('list', { name: 'Links' })
  await links.getByRole('link', { name: /^WEB-1 / }).waitFor()
  await page.getByText('Everyone in the workspace sees it').waitFor()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Launch plan.pdf')
  expect(Buffer.compare(await readFile(await download.path()), plan.bytes)).toBe(0)

  await page.getByRole('button', { name: 'Delete' }).click()
  await list.getByRole('link', { name: 'interview.txt' }).waitFor()
  await list.getByRole('link', { name: 'Launch plan.pdf' }).waitFor({ state: 'detached' })
  await page.getByRole('region', { name: 'Undo' }).getByRole('button', { name: 'Undo' }).click()
  await list.getByRole('link', { name: 'Launch plan.pdf' }).waitFor()
  await list
    .getByRole('row', { name: /Launch plan/ })
    .getByRole('link', { name: 'WEB-1' })
    .waitFor()
})

test('what is chosen on a project, and what is dropped on a task, is linked to it', async () => {
  const { page } = await app.open()
  await app.stack().api('ana', 'POST', '/sample-data')
  await choose(page, app.stack(), 'Ana Lima')
  await page.goto(`${app.stack().url}/projects/OPS?tab=documents`)
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Upload a document' }).click(),
  ])
  await chooser.setFiles([
    { name: 'runbook.txt', mimeType: 'text/plain', buffer: Buffer.from('words') },
  ])
  const row = page.getByRole('table', { name: 'Documents' }).getByRole('row', { name: /runbook/ })
  await row.getByRole('link', { name: 'Operations' }).waitFor()

  await page.goto(`${app.stack().url}/t/WEB-2`)
  const part = page.getByRole('region', { name: 'Documents' })
  await part.getByRole('button', { name: 'Upload' }).waitFor()
  await drop(page, [text('texts.md', '# Texts', 'text/markdown')])
  await part.getByRole('link', { name: 'texts.md' }).click()
  await page
    .getByRole('list', { name: 'Links' })
    .getByRole('link', { name: /^WEB-2 / })
    .waitFor()
})

test('text, Markdown and separated values are read in the page, and nothing in them runs', async () => {
  const { page } = await app.open()
  await choose(page, app.stack(), 'Ana Lima')
  const files = [
    text(
      'notes.md',
      '# Notes\n\n<script>document.title = "run"</script>\n\n- one\n',
      'text/markdown',
    ),
    text('page.txt', '<h1>Not a heading</h1>'),
    text('rates.csv', 'Role;Rate\nDesign;"90; net"\n', 'text/csv'),
  ]
  const ids: string[] = []
  for (const file of files) ids.push((await upload(app.stack(), 'ana', file)).id)
  const [notes, plain, rates] = ids
  await page.goto(`${app.stack().url}/documents/${notes}`)
  const preview = page.getByRole('region', { name: 'Preview' })
  await preview.getByRole('heading', { name: 'Notes', exact: true }).waitFor()
  await preview.getByText('<script>document.title = "run"</script>').waitFor()
  await page.goto(`${app.stack().url}/documents/${plain}`)
  await preview.getByText('<h1>Not a heading</h1>').waitFor()
  await page.goto(`${app.stack().url}/documents/${rates}`)
  await preview.getByRole('columnheader', { name: 'Rate' }).waitFor()
  await preview.getByRole('cell', { name: '90; net' }).waitFor()
  expect(await page.title()).toBe('rates.csv · WorkSmart')
})

test('a document is renamed without its ending, and the old name comes back', async () => {
  const { page } = await app.open()
  await choose(page, app.stack(), 'Ana Lima')
  const { id } = await upload(app.stack(), 'ana', text('draft.txt', 'words'))
  await page.goto(`${app.stack().url}/documents/${id}`)
  await page.getByRole('button', { name: 'Rename' }).click()
  const form = page.getByRole('form', { name: 'Rename document' })
  await form.getByRole('textbox', { name: 'Name' }).fill('final')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'final.txt', level: 1 }).waitFor()
  await page.getByRole('region', { name: 'Undo' }).getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('heading', { name: 'draft.txt', level: 1 }).waitFor()
})

test('a screenshot is pasted, and a private document of a colleague is not here', async () => {
  const { page } = await app.open({ isNetworkCut: true })
  const secret = await upload(app.stack(), 'ana', text('secret.txt', 'words'))
  await choose(page, app.stack(), 'Mia Chen')
  await page.goto(`${app.stack().url}/documents/${secret.id}`)
  await page.getByText('Not here, or not visible to you.').waitFor()
  await documents(page)
  await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    const data = new DataTransfer()
    if (blob) data.items.add(new File([blob], 'image.png', { type: 'image/png' }))
    const event = new ClipboardEvent('paste', {
      bubbles: true,
      cancelable: true,
      clipboardData: data,
    })
    document.body.dispatchEvent(event)
  })
  await page
    .getByRole('table', { name: 'Documents' })
    .getByRole('link', { name: /^Screenshot \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png$/ })
    .waitFor()
})
