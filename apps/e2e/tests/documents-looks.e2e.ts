import pg from 'pg'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { violations, violationsInBothSchemes } from '../support/axe.ts'
import type { PageOptions } from '../support/browser.ts'
import { drop, limitUpload, longText, pdf, png, text, upload } from '../support/files.ts'
import { sidewaysScroll } from '../support/geometry.ts'
import { choose } from '../support/people.ts'
import { phone, picture } from '../support/picture.ts'
import { fillSampleDay, sampleNow } from '../support/sample-day.ts'

const plan = pdf('Launch plan.pdf', [
  'Launch plan',
  '',
  'The new site goes live on 14 December 2026.',
  '',
  '1. Texts are final on 27 November (Mia)',
  '2. Pictures and pricing page on 2 December (Ana)',
  '3. Trial run with twenty customers from 7 December',
  '4. Redirects and analytics checked on 11 December (Marco)',
])

describe('before anything is uploaded', () => {
  const app = runApp({ now: sampleNow })

  test('the first use of Documents', async () => {
    const { page } = await app.open({ now: sampleNow })
    await choose(page, app.stack(), 'Ana Lima')
    await page.goto(`${app.stack().url}/documents`)
    await page.getByRole('heading', { name: 'No documents yet' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    await picture(page, 'documents-empty')
  })

  test('a long name and a picture fit at 390 and 320 pixels', async () => {
    const { page } = await app.open({ now: sampleNow, ...phone })
    await choose(page, app.stack(), 'Ana Lima')
    const name = `${'a name that nobody shortened '.repeat(8).trim()}.png`
    const { id } = await upload(app.stack(), 'ana', png(name))
    await page.goto(`${app.stack().url}/documents/${id}`)
    await page.getByRole('img', { name: `Preview of ${name}` }).waitFor()
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 700 })
      await expect.poll(() => sidewaysScroll(page)).toBe(0)
    }
    expect(await violations(page)).toEqual([])
  })
})

describe('in a filled workspace', () => {
  const app = runApp({ now: sampleNow })
  const ids = new Map<string, string>()

  async function open(path: string, options: PageOptions = {}): Promise<Page> {
    if (ids.size === 0) await fill()
    const { page } = await app.open({ now: sampleNow, ...options })
    await choose(page, app.stack(), 'Ana Lima')
    await page.goto(`${app.stack().url}${path}`)
    return page
  }

  const documentPath = (name: string) => () => `/documents/${ids.get(name)}`

  async function fill(): Promise<void> {
    await fillSampleDay(app.stack())
    const { api } = app.stack()
    const projectOf = new Map<string, string>()
    const projects = await (await api('ana', 'GET', '/projects')).json()
    for (const { key, id } of projects.items) projectOf.set(key, id)
    const taskOf = async (ref: string) =>
      (await (await api('ana', 'GET', `/tasks?ref=${ref}`)).json()).items[0]?.id
    const files = [
      ['marco', text('Interview notes.md', notes, 'text/markdown'), { task: 'WEB-2' }],
      ['mia', text('Support answers.txt', 'How do I change my plan?\n'), { project: 'OPS' }],
      ['ana', text('Rates 2026.csv', rates, 'text/csv'), { project: 'WEB' }],
      ['mia', png('Pricing page draft.png'), { task: 'WEB-1' }],
      ['ana', longText('Meeting transcript 17 November.txt', 184_000), {}],
      ['ana', plan, { project: 'WEB', task: 'WEB-1' }],
    ] as const
    const client = new pg.Client({ connectionString: app.stack().databaseUrl })
    await client.connect()
    for (const [index, [person, file, on]] of files.entries()) {
      const { id } = await upload(app.stack(), person, file)
      // The database has a clock of its own, and these were uploaded on other days.
      const at = new Date(sampleNow.getTime() - (files.length - 1 - index) ** 2 * 9 * 3_600_000)
      await client.query('update documents set created_at = $1 where id = $2', [at, id])
      ids.set(file.name, id)
      const target: { project?: string; task?: string } = on
      const links = [
        target.project && { projectId: projectOf.get(target.project) },
        target.task && { taskId: await taskOf(target.task) },
      ]
      for (const link of links) {
        if (link) await api(person, 'POST', `/documents/${id}/links`, link)
      }
    }
    await client.end()
  }

  const hasRows = (page: Page) => page.getByRole('link', { name: plan.name }).waitFor()

  test('the list, in light and dark', async () => {
    const page = await open('/documents')
    await hasRows(page)
    expect(await violationsInBothSchemes(page)).toEqual([])
    await picture(page, 'documents-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await picture(page, 'documents')
  })

  test('the list on a phone, and nothing scrolls sideways at 320 pixels', async () => {
    const page = await open('/documents', phone)
    await hasRows(page)
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    await picture(page, 'documents-mobile')
    await page.setViewportSize({ width: 320, height: 640 })
    await expect.poll(() => sidewaysScroll(page)).toBe(0)
  })

  test('nothing that matches says so and goes in one press', async () => {
    const page = await open('/documents?type=docx&q=nowhere')
    await page.getByRole('heading', { name: 'No Word documents match “nowhere”' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await hasRows(page)
    expect(new URL(page.url()).search).toBe('')
  })

  test('a PDF beside what it is linked to, in light and dark', async () => {
    const page = await open('/documents')
    await hasRows(page)
    await page.goto(`${app.stack().url}${documentPath(plan.name)()}`)
    await page.getByTitle(`Preview of ${plan.name}`).waitFor()
    await page.getByRole('list', { name: 'Links' }).getByRole('link').first().waitFor()
    await page.getByRole('combobox', { name: 'Add a link' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await picture(page, 'document-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await picture(page, 'document')
  })

  test.each(['Rates 2026.csv', 'Pricing page draft.png', 'Interview notes.md'])(
    '%s is shown in the page',
    async (name) => {
      const page = await open('/documents')
      await hasRows(page)
      await page.goto(`${app.stack().url}${documentPath(name)()}`)
      await page
        .getByRole('region', { name: 'Preview' })
        .locator('table, img, h4')
        .first()
        .waitFor()
      expect(await violations(page)).toEqual([])
      await expect.poll(() => sidewaysScroll(page)).toBe(0)
    },
  )

  test('the tray while files are on their way', async () => {
    const page = await open('/documents')
    await hasRows(page)
    await limitUpload(page, 60_000)
    await drop(page, [
      text('Agenda.md', '# Agenda\n', 'text/markdown'),
      { name: 'Interview transcript, part 1.txt', sizeBytes: 4_200_000 },
      { name: 'Interview transcript, part 2.txt', sizeBytes: 3_600_000 },
      text('setup.exe', 'MZ'),
      { name: 'Interview transcript, part 3.txt', sizeBytes: 5_100_000 },
      { name: 'Interview transcript, part 4.txt', sizeBytes: 2_400_000 },
    ])
    const tray = page.getByRole('region', { name: 'Uploads' })
    await tray.getByText(/^Done/).waitFor()
    await tray
      .getByText(/ left$/)
      .first()
      .waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    await picture(page, 'uploads')
    await page.setViewportSize({ width: 390, height: 844 })
    await picture(page, 'uploads-mobile')
    await expect.poll(() => sidewaysScroll(page)).toBe(0)
  })

  test('the cover over the page while a file is held above it', async () => {
    const page = await open('/documents')
    await hasRows(page)
    const hold = setInterval(() => void holdAbove(page).catch(() => {}), 100)
    await page.getByText('Drop files to add them to Documents').waitFor()
    await picture(page, 'documents-drop')
    clearInterval(hold)
    await page.getByText('Drop files to add them to Documents').waitFor({ state: 'detached' })
  })
})

function holdAbove(page: Page): Promise<void> {
  return page.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['x'], 'x.txt'))
    const event = new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer })
    document.body.dispatchEvent(event)
  })
}

const notes = `# Interview notes

What customers said about **pricing**, 17 to 20 November.

- Nobody found the yearly discount
- "Per person" was read as "per device" twice
- Three of five looked for a phone number

> I would have bought it if I had seen the trial.
`

const rates = [
  'Role,Person,Rate per hour,From',
  'Design,Ana Lima,85,2026-01-01',
  'Development,Marco Rossi,90,2026-01-01',
  'Support,Mia Chen,55,2026-03-01',
  'Development,Freelancers,105,2026-06-15',
].join('\n')
