// Prints which libraries of others this commit is made of, as CycloneDX 1.6: what the two lockfiles
// name, with version and hash. `node scripts/sbom.mjs > sbom.json`
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './pnpm.mjs'

const hex = (base64) => Buffer.from(base64, 'base64').toString('hex')

/** Each library of pnpm-lock.yaml. Throws for one that does not come from the registry by its hash. */
function npmLibraries() {
  const lock = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')
  const [, packages = ''] = lock.split(/^packages:$/m)
  const [section] = packages.split(/^snapshots:$/m)
  return section
    .split(/^ {2}(?=\S)/m)
    .slice(1)
    .map((entry) => {
      const [, name, version] = /^'?(@?[^'@\s]+)@([^'\s]+?)'?:\n/.exec(entry) ?? []
      const [, integrity] = /resolution: \{integrity: sha512-([\w+/=]+)\}/.exec(entry) ?? []
      if (!name || !version || !integrity) {
        throw new Error(`Not from the registry by its hash: ${entry.split('\n')[0]}`)
      }
      return {
        type: 'library',
        name,
        version,
        purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
        hashes: [{ alg: 'SHA-512', content: hex(integrity) }],
      }
    })
}

/** Each library of the inference service; one hash for each form that it is published in. */
function pythonLibraries() {
  // The service may live in a repository of its own.
  const file = join(root, 'apps', 'inference', 'requirements.txt')
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split(/^(?=[A-Za-z0-9])/m)
    .filter((entry) => !entry.startsWith('#'))
    .map((entry) => {
      const [, name, version] = /^([\w.-]+)(?:\[[^\]]*\])?==([^\s;]+)/.exec(entry) ?? []
      const hashes = [...entry.matchAll(/--hash=sha256:([0-9a-f]{64})/g)]
      if (!name || !version || hashes.length === 0) {
        throw new Error(`Not pinned by its hash: ${entry.split('\n')[0]}`)
      }
      return {
        type: 'library',
        name,
        version,
        purl: `pkg:pypi/${name.toLowerCase()}@${version}`,
        hashes: hashes.map(([, content]) => ({ alg: 'SHA-256', content })),
      }
    })
}

const components = [...npmLibraries(), ...pythonLibraries()]
const document = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components }
process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
