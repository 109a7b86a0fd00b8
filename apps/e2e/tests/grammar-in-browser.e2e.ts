import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { parseCheckin } from '@worksmart/types/grammar/parse-checkin'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'

type Context = {
  today: string
  nowMin: number
  projectKeys: string[]
  suppressed?: [number, number][]
}
type Case = { line: string; ctx: Context }
/** The name that the page below gives to the grammar. */
declare const parse: typeof parseCheckin
const html = `<!doctype html><title>Grammar</title><script type="module">
import { parseCheckin } from '/grammar.js'
globalThis.parse = parseCheckin
</script>`

const types = new URL('../../../packages/types/', import.meta.url)
const cases: Case[] = JSON.parse(
  readFileSync(new URL('fixtures/grammar-cases.json', types), 'utf8'),
)

let server: Server
let browser: Browser

beforeAll(async () => {
  const code = await bundle(fileURLToPath(new URL('src/grammar/parse-checkin.ts', types)))
  server = createServer((request, response) => {
    const isModule = request.url === '/grammar.js'
    response.setHeader('content-type', isModule ? 'text/javascript' : 'text/html')
    response.end(isModule ? code : html)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  browser = await launchBrowser(inject('chromium'))
})
afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})

test('every line of the grammar reads byte for byte the same in Chromium as in Node', async () => {
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.waitForFunction(() => 'parse' in globalThis)
  const inBrowser = await page.evaluate(
    (lines) =>
      lines.map(({ line, ctx }) =>
        JSON.stringify(parse(line, { ...ctx, projectKeys: new Set(ctx.projectKeys) })),
      ),
    cases,
  )
  const inNode = cases.map(({ line, ctx }) =>
    JSON.stringify(parseCheckin(line, { ...ctx, projectKeys: new Set(ctx.projectKeys) })),
  )
  expect(inBrowser.length).toBeGreaterThanOrEqual(350)
  expect(inBrowser).toEqual(inNode)
})

/** The module and all it imports as one, with nothing rewritten for older browsers. */
async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'esnext',
      minify: false,
      lib: { entry, formats: ['es'], fileName: 'grammar' },
    },
  })
  const [output] = [result].flat()
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (!chunk) throw new Error('The grammar did not become a module.')
  return chunk.code
}
