import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../test/temporary-folder.ts'
import { createFrontDoor } from './front-door.ts'
import { securityHeaders, securityHeadersFor } from './security-headers.ts'

const page = '<!doctype html><title>WorkSmart</title>'
const script = 'console.log("app")'.repeat(100)

function bundle(): string {
  const dir = temporaryFolder()
  mkdirSync(join(dir, 'assets'))
  mkdirSync(join(dir, '.vite'))
  writeFileSync(join(dir, 'index.html'), page)
  writeFileSync(join(dir, 'theme.js'), 'theme')
  writeFileSync(join(dir, 'assets', 'app-1a2b.js'), script)
  writeFileSync(join(dir, 'assets', 'app-1a2b.js.br'), brotliCompressSync(script))
  writeFileSync(join(dir, 'assets', 'app-1a2b.js.gz'), gzipSync(script))
  writeFileSync(join(dir, 'assets', 'app-1a2b.js.map'), '{}')
  writeFileSync(join(dir, '.vite', 'manifest.json'), '{}')
  return dir
}

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

async function door(bundleDir = bundle()) {
  const server = createFrontDoor({
    bundleDir,
    api: (incoming, outgoing) => {
      outgoing.setHeader('content-security-policy', "default-src 'api'")
      outgoing.end(`api ${incoming.method} ${incoming.url}`)
    },
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const get = (path: string, options: RequestOptions = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, agent: false, ...options })
      asked.on('error', reject)
      asked.on('response', (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('end', () => {
          const body = Buffer.concat(chunks)
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body })
        })
      })
      asked.end()
    })
  return { port, get }
}

describe('the api behind the prefix', () => {
  test.each([
    ['/api', '/'],
    ['/api/', '/'],
    ['/api?x=1', '/?x=1'],
    ['/api/checkins?limit=5', '/checkins?limit=5'],
    ['/api/assets/missing.js', '/assets/missing.js'],
    ['/api/api/twice', '/api/twice'],
    ['/api/%E0%A4%A', '/%E0%A4%A'],
  ])('%s reaches the api as %s', async (path, seen) => {
    const { get } = await door()
    expect((await get(path)).body.toString()).toBe(`api GET ${seen}`)
  })

  test('the method is the api’s business, and so are the headers', async () => {
    const { get } = await door()
    const { body, headers } = await get('/api/checkins', { method: 'DELETE' })
    expect(body.toString()).toBe('api DELETE /checkins')
    expect(headers['content-security-policy']).toBe("default-src 'api'")
    expect(headers).not.toHaveProperty('permissions-policy')
  })

  test('a path that only begins like the prefix is a screen', async () => {
    const { get } = await door()
    expect((await get('/apiary')).body.toString()).toBe(page)
  })
})

describe('the web app', () => {
  test.each(['/', '/index.html', '/today', '/projects/01890a5d', '/search?q=a.b', '/a%20b'])(
    '%s is the page, asked for again each time',
    async (path) => {
      const { get } = await door()
      const { status, headers, body } = await get(path)
      expect([status, headers['content-type'], headers['cache-control'], body.toString()]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-cache',
        page,
      ])
    },
  )

  test('an unchanged page is not sent twice', async () => {
    const { get } = await door()
    const etag = (await get('/')).headers.etag ?? ''
    expect(etag).toMatch(/^"[^"]+"$/)
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await get('/today', { headers: { 'if-none-match': tag } })
      expect([again.status, again.body.length]).toEqual([304, 0])
    }
    expect((await get('/', { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })

  test('an asset is kept for a year, because its name changes with its content', async () => {
    const { get } = await door()
    const { headers, body } = await get('/assets/app-1a2b.js')
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(body.toString()).toBe(script)
    expect((await get('/theme.js')).headers['cache-control']).toBe('no-cache')
  })

  test.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip, br;q=0', 'gzip', gunzipSync],
    ['identity', undefined, (body: Buffer) => body],
  ])('for “%s” the asset comes as %s', async (accepted, encoding, decode) => {
    const { get } = await door()
    const path = '/assets/app-1a2b.js'
    const { headers, body } = await get(path, { headers: { 'accept-encoding': accepted } })
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers.vary).toBe('Accept-Encoding')
    expect(headers['content-length']).toBe(String(body.length))
    expect(decode(body).toString()).toBe(script)
    expect(headers.etag).not.toBe(encoding ? (await get(path)).headers.etag : undefined)
  })

  test.each([
    '/assets/missing.js',
    '/assets/',
    '/assets/sub/page',
    '/missing.png',
    '/assets/app-1a2b.js.map',
    '/assets/app-1a2b.js.br',
    '/.vite/manifest.json',
    '/.env',
    '/../package.json',
    '/%2e%2e/package.json',
  ])('%s is missing, and not the page', async (path) => {
    const { get } = await door()
    const { status, headers, body } = await get(path)
    expect([status, headers['content-type']]).toEqual([404, 'application/problem+json'])
    expect(JSON.parse(body.toString())).toMatchObject({ status: 404, code: 'request.not_found' })
  })

  test('HEAD answers like GET without the body', async () => {
    const { get } = await door()
    const { status, headers, body } = await get('/', { method: 'HEAD' })
    expect([status, headers['content-length'], body.length]).toEqual([200, String(page.length), 0])
  })

  test('other methods and addresses that are not well-formed are problems', async () => {
    const { get } = await door()
    const post = await get('/today', { method: 'POST' })
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD'])
    expect((await get('/%E0%A4%A')).status).toBe(400)
    expect((await get('/a%00b')).status).toBe(400)
  })

  test('a page that is open keeps its assets while another build replaces them', async () => {
    const dir = bundle()
    const { get } = await door(dir)
    rmSync(join(dir, 'assets'), { recursive: true })
    expect((await get('/assets/app-1a2b.js')).body.toString()).toBe(script)
  })

  test('without a built web app the api works and the page says what to do', async () => {
    const { get } = await door(join(temporaryFolder(), 'missing'))
    expect((await get('/api/health')).body.toString()).toBe('api GET /health')
    const { status, headers, body } = await get('/')
    expect([status, headers['retry-after']]).toEqual([503, '5'])
    expect(JSON.parse(body.toString()).detail).toContain('npm start')
  })
})

test.each([
  ['the page', '/', {}],
  ['an asset', '/assets/app-1a2b.js', {}],
  ['a missing asset', '/assets/missing.js', {}],
  ['a wrong method', '/', { method: 'PUT' }],
  ['a bad address', '/%E0%A4%A', {}],
])('%s carries every security header', async (_, path, options) => {
  const { get } = await door()
  expect((await get(path, options)).headers).toMatchObject(securityHeaders)
})

test('an unchanged page carries every security header', async () => {
  const { get } = await door()
  const etag = (await get('/')).headers.etag ?? ''
  const { headers } = await get('/', { headers: { 'if-none-match': etag } })
  expect(headers).toMatchObject(securityHeaders)
})

test.each([
  ['no HTTP at all', 'hello there\r\n\r\n', '400'],
  ['headers of 64 KB', `GET / HTTP/1.1\r\nx: ${'a'.repeat(65_536)}\r\n\r\n`, '431'],
])('%s gets a problem with the security headers', async (_, text, status) => {
  const { port } = await door()
  const answer = await new Promise<string>((resolve) => {
    let said = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => {
      said += chunk.toString()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(said))
  })
  expect(answer).toContain(`HTTP/1.1 ${status} `)
  expect(answer).toContain('application/problem+json')
  for (const name of Object.keys(securityHeaders)) expect(answer).toContain(`\r\n${name}: `)
})

test('the rules for content allow nothing inline, no eval and no other origin', () => {
  const policy = securityHeaders['content-security-policy'] ?? ''
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'sha256-/)
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
})

test('the rules for content name the storage where files are sent to and shown from, and nowhere else', () => {
  const origin = 'http://127.0.0.1:8333'
  const policy = securityHeadersFor(origin)['content-security-policy'] ?? ''
  const named = policy.split('; ').filter((rule) => rule.includes(origin))
  expect(named.map((rule) => rule.split(' ')[0])).toEqual(['img-src', 'connect-src'])
  expect(policy.replaceAll(` ${origin}`, '')).toBe(securityHeaders['content-security-policy'])
})
