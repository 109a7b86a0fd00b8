// The built web app, read into memory once. A page that is open then keeps finding its own
// assets, whatever a later build does to the folder while the app runs.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'

export type Encoding = 'br' | 'gzip'

export interface BundleFile {
  type: string
  body: Buffer
  /** The versions that the build compressed. */
  compressed: Partial<Record<Encoding, Buffer>>
  /** Strong, from the content. */
  etag: string
}

/** Files by URL path (`/assets/x.js`). */
export type Bundle = ReadonlyMap<string, BundleFile>

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/**
 * Every file of the folder but those not meant for readers: dot-files and source maps. Empty when
 * the folder does not exist.
 */
export function readBundle(dir: string): Bundle {
  const files = new Map<string, BundleFile>()
  if (!existsSync(dir)) return files
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    const parts = name.split(sep)
    const isHidden = parts.some((part) => part.startsWith('.'))
    if (isHidden || /\.(map|br|gz)$/.test(name) || !statSync(join(dir, name)).isFile()) continue
    const body = readFileSync(join(dir, name))
    const beside = (ending: string) =>
      existsSync(join(dir, name + ending)) ? readFileSync(join(dir, name + ending)) : undefined
    const br = beside('.br')
    const gzip = beside('.gz')
    files.set(`/${parts.join('/')}`, {
      type: types[extname(name)] ?? 'application/octet-stream',
      body,
      compressed: { ...(br && { br }), ...(gzip && { gzip }) },
      etag: createHash('sha256').update(body).digest('base64url').slice(0, 22),
    })
  }
  return files
}
