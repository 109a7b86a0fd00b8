// nginx's stand-in for `npm start`: the bundle at /, the api at /api with the prefix stripped, so
// that the browser sees one origin, as in production.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Bundle, type BundleFile, type Encoding, readBundle } from './bundle.ts'
import { answerBadRequest, sendProblem } from './door-problems.ts'
import { securityHeaders as defaultHeaders } from './security-headers.ts'

export interface FrontDoor {
  /** The folder of the built web app. */
  bundleDir: string
  /** The api's request listener, which sees URLs without `/api` and sets its own headers. */
  api: (request: IncomingMessage, response: ServerResponse) => void
  /** Sent with every answer that is not the api's; a function is asked for each of them. */
  securityHeaders?: Headers | (() => Headers)
}

type Headers = Readonly<Record<string, string>>

/** The server, not yet listening. The bundle is read now, so build it first. */
export function createFrontDoor(options: FrontDoor): Server {
  const given = options.securityHeaders ?? defaultHeaders
  const headers = typeof given === 'function' ? given : () => given
  const bundle = readBundle(options.bundleDir)
  const server = createServer(
    // A request without Host is answered by the api in words, not by Node with an empty 400.
    {
      headersTimeout: 10_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 72_000,
      requireHostHeader: false,
    },
    (request, response) => {
      const url = request.url ?? '/'
      if (/^\/api(?=[/?]|$)/.test(url)) {
        const rest = url.slice('/api'.length)
        request.url = rest.startsWith('/') ? rest : `/${rest}`
        options.api(request, response)
        return
      }
      for (const [name, value] of Object.entries(headers())) response.setHeader(name, value)
      serveBundle(bundle, request, response)
    },
  )
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    answerBadRequest(error, socket, headers())
  })
  return server
}

function serveBundle(bundle: Bundle, request: IncomingMessage, response: ServerResponse): void {
  const path = pathOf(request.url ?? '/')
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD')
    sendProblem(response, 405, 'request.method', 'This address only answers GET and HEAD.')
  } else if (path === null) {
    sendProblem(response, 400, 'request.malformed', 'The address is not well-formed.')
  } else if (!bundle.has('/index.html')) {
    sendProblem(response, 503, 'web.not_built', 'The web app is not built yet: run npm start.')
  } else {
    // A missing file must be missing: with the page in its place, a browser would try to run HTML.
    const name = isFileName(path) ? path : '/index.html'
    const file = bundle.get(name)
    if (file) sendFile(file, name, request, response)
    else sendProblem(response, 404, 'request.not_found', 'There is nothing at this address.')
  }
}

/** The decoded path without query, or null when it cannot be decoded. */
function pathOf(url: string): string | null {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/')
    return path.startsWith('/') && !path.includes('\0') ? path : null
  } catch {
    return null
  }
}

/** Addresses of screens have no ending, and dot-files are nobody's screen. */
function isFileName(path: string): boolean {
  return path.startsWith('/assets/') || /\/\.|\.[a-z0-9]{1,12}$/i.test(path)
}

function sendFile(
  file: BundleFile,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const encoding = pickEncoding(file, request.headers['accept-encoding'])
  const body = (encoding && file.compressed[encoding]) ?? file.body
  // Each encoding is another representation, so a strong tag must differ.
  const etag = `"${file.etag}${encoding ? `-${encoding}` : ''}"`
  response.setHeader('etag', etag)
  response.setHeader(
    'cache-control',
    // Names under /assets carry a hash of the content; all others may change with the next build.
    path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  )
  if (file.compressed.br ?? file.compressed.gzip) response.setHeader('vary', 'Accept-Encoding')
  if (matches(request.headers['if-none-match'], etag)) {
    response.writeHead(304).end()
    return
  }
  if (encoding) response.setHeader('content-encoding', encoding)
  response.setHeader('content-type', file.type)
  response.setHeader('content-length', body.length)
  response.writeHead(200).end(request.method === 'HEAD' ? undefined : body)
}

function pickEncoding(file: BundleFile, accepted: string | undefined): Encoding | undefined {
  const wanted = new Set(
    (accepted ?? '')
      .split(',')
      .filter((one) => !/;\s*q=0(\.0*)?\s*$/.test(one))
      .map((one) => one.split(';', 1)[0]?.trim().toLowerCase()),
  )
  return (['br', 'gzip'] as const).find((name) => wanted.has(name) && file.compressed[name])
}

function matches(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes(etag) || tags.includes('*')
}
