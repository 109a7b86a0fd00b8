// A strict S3-compatible object store for development, tests and `npm start`. It speaks to this
// machine alone, and refuses to be a production service.
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { join, resolve } from 'node:path'
import { lockFolder } from '../postgres/folder-lock.ts'
import { freePort } from '../postgres/postmaster.ts'
import { StartRefused } from '../start-refused.ts'
import { handleRequest } from './handler.ts'
import { openStore } from './store.ts'
import {
  credentialsOf,
  makeStoreFolder,
  openStoreFolder,
  rememberedPort,
  rememberPort,
} from './store-folder.ts'

export type ObjectStoreOptions = {
  /** Made when missing. Holds everything; one process at a time. */
  folder: string
  /** Made at the start. */
  bucket: string
  /** Origins whose pages may call, compared exactly. */
  allowedOrigins: readonly string[]
  /** Absent: the port of the last run if it is free, else a free one below 32768. */
  port?: number
  /** Decides what has expired; a clock of its own makes tests of it instant. */
  now?: () => Date
}

export type ObjectStore = {
  url: string
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
  /** Lets the requests in flight end for up to 2 s, then stops; closing twice is fine. */
  close(): Promise<void>
}

const region = 'us-east-1'
const graceMs = 2_000

/** Throws `StartRefused`, whose message is for the person, when it cannot or must not start. */
export async function startObjectStore(options: ObjectStoreOptions): Promise<ObjectStore> {
  if (process.env.NODE_ENV === 'production') {
    throw new StartRefused(
      'The built-in object store is for one machine only and does not run with NODE_ENV=production. Set S3_ENDPOINT and S3_BUCKET to an object store.',
    )
  }
  const folder = resolve(options.folder)
  makeStoreFolder(folder)
  const unlock = lockFolder(join(folder, 'owner.lock'), folder)
  try {
    const store = await openStore(openStoreFolder(folder), options.now ?? (() => new Date()))
    store.makeBucket(options.bucket)
    const credentials = credentialsOf(folder)
    const { allowedOrigins } = options
    const handler = { store, keyring: { ...credentials, region }, allowedOrigins }
    const inFlight = new Set<Promise<void>>()
    const listener: RequestListener = (message, response) => {
      const work = handleRequest(handler, message, response)
      inFlight.add(work)
      void work.finally(() => inFlight.delete(work))
    }
    const server = createServer(
      // S3 sets no limit on how long a body takes; an idle connection is cut by the timeout below.
      { headersTimeout: 10_000, requestTimeout: 0, keepAliveTimeout: 72_000 },
      listener,
    )
    server.on('checkContinue', listener)
    server.setTimeout(60_000)
    const port = await listen(server, folder, options.port)
    let closing: Promise<void> | null = null
    return {
      url: `http://127.0.0.1:${port}`,
      region,
      bucket: options.bucket,
      ...credentials,
      close: () => {
        closing ??= stop(server)
          .then(() => Promise.allSettled(inFlight))
          .then(() => store.close())
          .finally(unlock)
        return closing
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

async function listen(server: Server, folder: string, asked: number | undefined): Promise<number> {
  const remembered = rememberedPort(folder)
  if (asked !== undefined) await listenOn(server, asked)
  else if (remembered === null || !(await listenOn(server, remembered).then(yes, no))) {
    await listenOn(server, await freePort())
  }
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  // The page's content security policy and the addresses people kept name the port.
  rememberPort(folder, port)
  return port
}

const yes = () => true
const no = () => false

async function listenOn(server: Server, port: number): Promise<void> {
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    throw new StartRefused(
      `The object store cannot listen on port ${port}: ${(error as Error).message}`,
    )
  }
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(timer)
}
