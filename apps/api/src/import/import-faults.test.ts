// Only what a connection can do to the command; the import itself is tested against the real app.
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { importCommand } from './import-command.ts'
import { fileLimitBytes } from './import-file.ts'

const header = 'at\tperson\tminutes\ttype\tscope\ttext'
const line = '2026-11-24T10:05:00+01:00\tP001\t30\tfix\tbuild\tfix nav'
const ana = {
  id: '018f0000-0000-7000-8000-000000000001',
  name: 'Ana',
  email: 'ana@example.com',
  role: 'admin',
  workspaceName: 'WorkSmart',
}
const servers: Server[] = []
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worksmart import '))
  await writeFile(join(folder, 'log.tsv'), `${header}\n${line}\n`)
})
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})
afterAll(() => rm(folder, { recursive: true }))

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  servers.push(server)
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

/** The people first, then each call of the batch endpoint by the next answer. */
function appThat(...batchAnswers: RequestListener[]): RequestListener {
  return (request, response) => {
    if (request.url === '/api/local/people') return response.end(JSON.stringify({ items: [ana] }))
    const answer = batchAnswers.shift()
    if (!answer) return response.destroy()
    request.resume().on('end', () => answer(request, response))
  }
}
const breaks: RequestListener = (_, response) => response.destroy()
const asksToWait =
  (status: number): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'Retry-After': '0' }).end('{}')
const creates: RequestListener = (_, response) =>
  response.end(JSON.stringify({ created: [{ index: 0 }], existing: [], refused: [] }))

type Change = { timeoutMs?: number; signal?: AbortSignal; defaultUrl?: string }

async function run(argv: string[], change: Change = {}) {
  const said = { stdout: '', stderr: '' }
  const code = await importCommand(argv, {
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
    folders: [folder],
    serverFile: join(folder, 'server.json'),
    defaultUrl: 'http://127.0.0.1:9',
    signal: new AbortController().signal,
    timeoutMs: 5000,
    retryBaseMs: 1,
    ...change,
  })
  return { code, ...said }
}
const importTo = (url: string, change?: Change) =>
  run(['log.tsv', '--as', ana.email, '--url', url], change)

describe('a file that cannot be read is told apart, and nothing is sent', () => {
  const importFile = (name: string) => run([name, '--as', ana.email])

  test('missing, a folder', async () => {
    expect(await importFile('none.tsv')).toMatchObject({
      code: 2,
      stderr: 'There is no file none.tsv.\n',
    })
    await mkdir(join(folder, 'inside'))
    expect((await importFile('inside')).stderr).toBe(
      'inside is a folder. Name the file inside it.\n',
    )
  })

  test('not tab-separated, not UTF-8, without a column', async () => {
    await writeFile(join(folder, 'log.csv'), header.replaceAll('\t', ','))
    expect((await importFile('log.csv')).stderr).toMatch(/^log\.csv: .*looks like CSV/)
    await writeFile(join(folder, 'latin.tsv'), Buffer.from(`${header}\nPr\u00fcfung`, 'latin1'))
    expect((await importFile('latin.tsv')).stderr).toMatch(/^latin\.tsv: Line 2 is not UTF-8/)
    await writeFile(join(folder, 'short.tsv'), header.replace('\tscope', ''))
    expect((await importFile('short.tsv')).stderr).toMatch(/The column scope is missing/)
  })

  test('too large, without reading it', async () => {
    await writeFile(join(folder, 'large.tsv'), '')
    await truncate(join(folder, 'large.tsv'), fileLimitBytes + 1)
    const { code, stderr } = await importFile('large.tsv')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^large\.tsv has 65 MB; an import takes 64 MB\./)
  })
})

describe('an app that does not answer', () => {
  test('is told apart from one that is not WorkSmart', async () => {
    const url = await listen(breaks)
    const silent = await importTo(url)
    expect(silent).toMatchObject({ code: 1, stdout: '' })
    expect(silent.stderr).toContain(`No answer at ${url}. Start the app with “npm start”`)
    const other = await listen((_, response) => response.end('<html>hello</html>'))
    expect((await importTo(other)).stderr).toContain('it is not WorkSmart')
    const away = await listen((_, response) =>
      response.writeHead(302, { Location: 'http://127.0.0.1:9/' }).end(),
    )
    expect((await importTo(away)).stderr).toBe(`${away} answered with status 302.\n`)
  })

  test('is not waited for longer than the time limit', async () => {
    const url = await listen(() => undefined)
    const { code, stderr } = await importTo(url, { timeoutMs: 50 })
    expect(code).toBe(1)
    expect(stderr).toContain('took longer than')
  })

  test('in the middle is tried again three times, then the counts are told', async () => {
    const url = await listen(appThat(breaks, breaks, breaks, breaks, creates))
    const { code, stdout, stderr } = await importTo(url)
    expect(code).toBe(1)
    expect(stdout).toContain('0  created')
    expect(stderr).toContain('Stopped after 0 of 1 lines.')
    expect(stderr).toContain('Run the same command again to go on')
  })

  test('for a moment costs nothing but the moment', async () => {
    const url = await listen(appThat(breaks, asksToWait(503), asksToWait(429), creates))
    const { code, stdout, stderr } = await importTo(url)
    expect(code).toBe(0)
    expect(stdout).toContain('1  created')
    expect(stderr).toContain('The app is busy or away; trying again in 1 s.')
  })

  test('with 500 is not asked again', async () => {
    const url = await listen(appThat((_, response) => response.writeHead(500).end(), creates))
    const { code, stderr } = await importTo(url)
    expect(code).toBe(1)
    expect(stderr).toContain('answered with status 500')
  })
})

test('a cancelled import ends with 130 and says how to go on', async () => {
  const cancel = new AbortController()
  const url = await listen(appThat(() => cancel.abort()))
  const { code, stderr } = await importTo(url, { signal: cancel.signal })
  expect(code).toBe(130)
  expect(stderr).toContain('Run the same command again to go on')
})

test('the address is taken from the app that runs here, else it is the usual one', async () => {
  const note = join(folder, 'server.json')
  const importHere = (defaultUrl?: string) =>
    run(['log.tsv', '--as', ana.email], defaultUrl === undefined ? {} : { defaultUrl })
  await writeFile(note, JSON.stringify({ url: `${await listen(appThat(creates))}/` }))
  expect(await importHere()).toMatchObject({ code: 0 })
  await writeFile(note, '{"url":')
  expect(await importHere(await listen(appThat(creates)))).toMatchObject({ code: 0 })
  await rm(note)
  expect(await importHere(await listen(appThat(creates)))).toMatchObject({ code: 0 })
})

describe('who the lines belong to', () => {
  test('an unknown address lists the known ones', async () => {
    const url = await listen(appThat())
    const { code, stderr } = await run(['log.tsv', '--as', 'bob@example.com', '--url', url])
    expect(code).toBe(2)
    expect(stderr).toContain("bob@example.com is not one of the app's people.")
    expect(stderr).toContain('ana@example.com  Ana, admin')
  })

  test('a person whom the file does not have is named before anything is sent', async () => {
    const url = await listen(appThat())
    const argv = ['log.tsv', '--map', `P999=${ana.email}`, '--url', url]
    expect(await run(argv)).toMatchObject({
      code: 2,
      stderr: 'The file has no lines of P999. It has lines of P001.\n',
    })
  })
})

test('the command itself exits with the code and finds a file from the caller’s folder', async () => {
  const url = await listen(appThat(creates))
  const start = (argv: string[]) =>
    new Promise<{ code: number | null; stdout: string }>((resolve, reject) => {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', join(import.meta.dirname, 'import-cli.ts'), ...argv],
        { env: { ...process.env, INIT_CWD: folder }, stdio: ['ignore', 'pipe', 'inherit'] },
      )
      let stdout = ''
      child.stdout.on('data', (part) => {
        stdout += part
      })
      child.on('error', reject).on('close', (code) => resolve({ code, stdout }))
    })
  expect(await start(['log.tsv', '--as', ana.email, '--url', url])).toEqual({
    code: 0,
    stdout: '1  created\n0  already there\n0  refused\n',
  })
  expect(await start(['--help'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Usage: npm run import/),
  })
})
