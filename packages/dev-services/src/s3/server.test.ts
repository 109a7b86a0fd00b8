// What only the local server does; all else is in the contract.
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { StartRefused } from '../start-refused.ts'
import { spawnObjectStore } from './child.ts'
import type { Target } from './contract/check.ts'
import { codeOf, exchange } from './contract/exchange.ts'
import { makeTools } from './contract/tools.ts'
import { type ObjectStore, type ObjectStoreOptions, startObjectStore } from './server.ts'

const optionsFor = (folder: string) => ({ folder, bucket: 'documents', allowedOrigins: [] })

async function started(options: ObjectStoreOptions): Promise<ObjectStore> {
  const store = await startObjectStore(options)
  onTestFinished(() => store.close())
  return store
}

function toolsFor(store: ObjectStore) {
  const target: Target = {
    ...store,
    endpoint: store.url,
    forcePathStyle: true,
    lacks: new Set(),
    allowedOrigin: null,
    killAndRestart: null,
    peakMemoryBytes: null,
  }
  return makeTools(target)
}

const refusal = (start: Promise<unknown>) =>
  start.then(
    () => 'it started',
    (error: unknown) => {
      if (!(error instanceof StartRefused)) throw error
      return error.message
    },
  )

const portOf = (store: ObjectStore) => Number(new URL(store.url).port)

describe('the folder of a store', () => {
  test('belongs to one process, and says who has it', async () => {
    const folder = temporaryFolder()
    const first = await started(optionsFor(folder))
    expect(await refusal(startObjectStore(optionsFor(folder)))).toMatch(/already runs on [^\n]+$/)
    expect((await exchange(first.url)).status).toBe(403)
    await first.close()
    expect(existsSync(join(folder, 'owner.lock'))).toBe(false)
  })

  test('is free again after its process was killed', async () => {
    const folder = temporaryFolder()
    const killed = await spawnObjectStore(optionsFor(folder))
    expect(await refusal(startObjectStore(optionsFor(folder)))).toContain(`${killed.pid}`)
    await killed.kill9()
    expect(existsSync(join(folder, 'owner.lock'))).toBe(true)
    const next = await started(optionsFor(folder))
    expect({ ...next, close: null }).toEqual({
      url: killed.url,
      region: killed.region,
      bucket: killed.bucket,
      accessKeyId: killed.accessKeyId,
      secretAccessKey: killed.secretAccessKey,
      close: null,
    })
  })

  test('keeps its random secret where only its owner can read it', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'credentials.json')
    const first = await started(optionsFor(folder))
    await first.close()
    expect(first.secretAccessKey).toHaveLength(40)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    chmodSync(file, 0o644)
    const second = await started(optionsFor(folder))
    expect(second.secretAccessKey).toBe(first.secretAccessKey)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const other = await started(optionsFor(temporaryFolder()))
    expect(other.secretAccessKey).not.toBe(first.secretAccessKey)
  })

  test('is not opened when it holds what no store wrote, and is left as it is', async () => {
    const folder = temporaryFolder()
    await (await started(optionsFor(folder))).close()
    const stranger = join(folder, 'buckets', 'documents', 'notes.json')
    writeFileSync(stranger, 'not ours')
    expect(await refusal(startObjectStore(optionsFor(folder)))).toMatch(/cannot read .*notes\.json/)
    expect(readFileSync(stranger, 'utf8')).toBe('not ours')
  })

  test('is not touched in production', async () => {
    const folder = temporaryFolder()
    vi.stubEnv('NODE_ENV', 'production')
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(await refusal(startObjectStore(optionsFor(folder)))).toMatch(/S3_ENDPOINT[^\n]+$/)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('the port', () => {
  test('is below the range of outgoing connections, and the same at the next start', async () => {
    const folder = temporaryFolder()
    const first = await started(optionsFor(folder))
    expect(portOf(first)).toBeLessThan(32_768)
    await first.close()
    expect((await started(optionsFor(folder))).url).toBe(first.url)
  })

  test('is another one when somebody has taken it', async () => {
    const folder = temporaryFolder()
    const first = await started(optionsFor(folder))
    await first.close()
    const taker = createServer()
    onTestFinished(() => void taker.close())
    await new Promise<void>((resolve) => taker.listen(portOf(first), '127.0.0.1', resolve))
    const second = await started(optionsFor(folder))
    expect(portOf(second)).not.toBe(portOf(first))
    await second.close()
    const asked = { ...optionsFor(folder), port: portOf(first) }
    expect(await refusal(startObjectStore(asked))).toMatch(/cannot listen on port \d+[^\n]+$/)
  })

  test('is open to this machine alone', async () => {
    const store = await started(optionsFor(temporaryFolder()))
    const elsewhere = store.url.replace('127.0.0.1', '127.0.0.2')
    await expect(exchange(elsewhere)).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL|ETIMEDOUT/)
  })
})

describe('a request', () => {
  test('without a signature is 403, whatever it asks for', async () => {
    const store = await started(optionsFor(temporaryFolder()))
    for (const method of ['GET', 'PUT', 'POST', 'DELETE', 'PATCH']) {
      for (const path of ['/', '/documents', '/documents/key', '/nowhere/key']) {
        const received = await exchange(`${store.url}${path}`, { method })
        expect([received.status, codeOf(received)]).toEqual([403, 'AccessDenied'])
        expect(received.headers['x-content-type-options']).toBe('nosniff')
        expect(received.headers['content-security-policy']).toBe('sandbox')
      }
    }
  })

  test('expires by the clock of the store', async () => {
    let now = new Date('2030-01-01T00:00:00Z')
    const store = await started({ ...optionsFor(temporaryFolder()), now: () => now })
    const s3 = toolsFor(store)
    const { url, headers } = await s3.signedUpload('object', 'x', { signedAt: now })
    now = new Date(now.getTime() + 301_000)
    const late = await exchange(url, { method: 'PUT', headers, body: 'x' })
    expect([late.status, codeOf(late)]).toEqual([403, 'AccessDenied'])
    now = new Date(now.getTime() - 1_000)
    expect((await exchange(url, { method: 'PUT', headers, body: 'x' })).status).toBe(200)
  })

  test('that asks first learns of its refusal before it sends the body', async () => {
    const store = await started(optionsFor(temporaryFolder()))
    const outgoing = request(`${store.url}/documents/key`, {
      method: 'PUT',
      headers: { expect: '100-continue', 'content-length': '5000000' },
    })
    onTestFinished(() => void outgoing.destroy())
    outgoing.on('error', () => {})
    const first = new Promise((resolve) => {
      outgoing.on('continue', () => resolve('continue'))
      outgoing.on('response', (response) => resolve(response.statusCode))
    })
    outgoing.flushHeaders()
    expect(await first).toBe(403)
  })

  test('that is refused while it still sends has a second to read why', async () => {
    const store = await started(optionsFor(temporaryFolder()))
    const client = connect(portOf(store), '127.0.0.1')
    client.write('PUT /documents/key HTTP/1.1\r\nhost: x\r\ncontent-length: 900000\r\n\r\n')
    client.write(Buffer.alloc(450_000))
    let answer = ''
    let answeredAtMs = 0
    client.on('data', (bytes) => {
      answer += bytes.toString()
      answeredAtMs = performance.now()
    })
    const error = await new Promise((resolve) => {
      client.on('error', resolve)
      client.on('close', () => resolve(null))
    })
    expect(error).toBeNull()
    expect(answer).toMatch(/^HTTP\/1\.1 403 [\s\S]*<\/Error>$/)
    expect(performance.now() - answeredAtMs).toBeGreaterThan(1_000)
  })

  test('with a body damaged half way is refused in words', async () => {
    const folder = temporaryFolder()
    const s3 = toolsFor(await started(optionsFor(folder)))
    s3.client.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { headers: Record<string, string> }
        Object.assign(request.headers, {
          'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          'x-amz-decoded-content-length': '3',
        })
        return next(args)
      },
      { step: 'build', priority: 'low' },
    )
    const damaged = `3\r\nabc\r\nnot a size\r\n${'x'.repeat(900_000)}`
    await expect(s3.put('object', damaged)).rejects.toMatchObject({ name: 'InvalidRequest' })
    expect(readdirSync(join(folder, 'scratch'))).toEqual([])
  })

  test('for what the store lacks is 501, never something else', async () => {
    const store = await started(optionsFor(temporaryFolder()))
    const s3 = toolsFor(store)
    const { ListObjectsCommand, GetObjectAclCommand, PutObjectTaggingCommand } = await import(
      '@aws-sdk/client-s3'
    )
    await s3.put('object', 'x')
    for (const call of [
      s3.client.send(new ListObjectsCommand({ Bucket: store.bucket })),
      s3.client.send(new GetObjectAclCommand(s3.at('object'))),
      s3.client.send(new PutObjectTaggingCommand({ ...s3.at('object'), Tagging: { TagSet: [] } })),
    ]) {
      await expect(call).rejects.toMatchObject({ name: 'NotImplemented' })
    }
    expect((await s3.read('object'))?.toString()).toBe('x')
  })
})

describe('on the disk', () => {
  test('no key leads out of the folder', async () => {
    const folder = join(temporaryFolder(), 'a', 'b')
    const store = await started(optionsFor(folder))
    const s3 = toolsFor(store)
    await s3.put('../../../../../escaped', 'x')
    expect((await s3.read('../../../../../escaped'))?.toString()).toBe('x')
    const blobs = readdirSync(join(folder, 'blobs'))
    const facts = readdirSync(join(folder, 'buckets', 'documents'))
    expect(blobs).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)])
    expect(facts).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)])
  })

  test('what was replaced, deleted or refused is gone after a close', async () => {
    const folder = temporaryFolder()
    const store = await started(optionsFor(folder))
    const s3 = toolsFor(store)
    for (const body of ['one', 'two', 'three']) await s3.put('kept', body)
    await s3.put('refused', 'x', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }).catch(() => {})
    await store.close()
    expect(readdirSync(join(folder, 'blobs'))).toHaveLength(1)
    expect(readdirSync(join(folder, 'scratch'))).toEqual([])
  })

  test('an upload cut off by the death of the store leaves nothing behind', async () => {
    const folder = temporaryFolder()
    const child = await spawnObjectStore(optionsFor(folder))
    const s3 = toolsFor(child)
    const body = Buffer.alloc(2_000_000, 'x')
    const { url, headers } = await s3.signedUpload('object', body)
    const outgoing = request(url, {
      method: 'PUT',
      headers: { ...headers, 'content-length': String(body.length) },
    })
    outgoing.on('error', () => {})
    outgoing.write(body.subarray(0, 1_000_000))
    const scratch = () => readdirSync(join(folder, 'scratch'))
    await expect.poll(scratch).toHaveLength(1)
    await child.kill9()
    const store = await started(optionsFor(folder))
    expect(scratch()).toEqual([])
    expect(readdirSync(join(folder, 'blobs'))).toEqual([])
    const again = toolsFor(store)
    expect(await again.read('object')).toBeNull()
    // The same address still works: the browser tries again as if nothing had happened.
    expect((await exchange(url, { method: 'PUT', headers, body })).status).toBe(200)
  })
})
