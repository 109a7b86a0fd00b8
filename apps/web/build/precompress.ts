import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

const compressible = /\.(css|html|js|json|svg)$/
// Below one packet there is nothing to win.
const smallestBytes = 1024

/** Writes `.br` and `.gz` beside each text file of the bundle, so that no server compresses again. */
export function precompress(): Plugin {
  let outDir = 'dist'
  return {
    name: 'worksmart:precompress',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const entries = await readdir(outDir, { recursive: true })
        const names = entries.filter((name) => compressible.test(name) && !name.startsWith('.vite'))
        await Promise.all(names.map((name) => compress(join(outDir, name))))
      },
    },
  }
}

async function compress(path: string): Promise<void> {
  if ((await stat(path)).size < smallestBytes) return
  const bytes = await readFile(path)
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  await Promise.all([
    writeFile(`${path}.br`, await toBrotli(bytes, { params: quality })),
    writeFile(`${path}.gz`, await toGzip(bytes, { level: 9 })),
  ])
}
