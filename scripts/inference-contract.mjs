// After a change of packages/types/src/inference*: writes the JSON Schema bundle and the service's
// models from it. Both are committed, and both test suites fail when they are not up to date.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './pnpm.mjs'
import { exitOf, requireNode } from './prepare.mjs'
import { findPython, inferenceFolder } from './python.mjs'

requireNode()
const types = join(root, 'packages', 'types')
const vitest = join(types, 'node_modules', 'vitest', 'vitest.mjs')
const only = ['run', 'src/inference.test.ts', '-t', 'committed schema', '--update']
const written = await exitOf(
  spawn(process.execPath, [vitest, ...only], { cwd: types, stdio: 'inherit' }),
)
if (written !== 0) process.exit(written)

const python = findPython()
if (!python) {
  console.error('The models need Python 3.11 or newer; PYTHON names one in another place.')
  process.exit(1)
}
const args = ['generate_contract.py']
process.exit(await exitOf(spawn(python.command, args, { cwd: inferenceFolder, stdio: 'inherit' })))
