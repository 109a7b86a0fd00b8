// `npm run bench`: the measurements of docs/performance.md; arguments go to apps/bench/src/run.ts.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './pnpm.mjs'
import { ensureBuilt, ensureInstalled, exitOf, requireNode } from './prepare.mjs'

requireNode()
await ensureInstalled()
await ensureBuilt()
const args = ['--import', 'tsx', join('src', 'run.ts'), ...process.argv.slice(2)]
process.exit(
  await exitOf(
    spawn(process.execPath, args, { cwd: join(root, 'apps', 'bench'), stdio: 'inherit' }),
  ),
)
