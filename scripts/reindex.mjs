// `npm run reindex`: makes the search index again from the rows of the database.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './pnpm.mjs'
import { ensureInstalled, exitOf, requireNode } from './prepare.mjs'

requireNode()
await ensureInstalled()
const args = ['--import', 'tsx', join('src', 'reindex.ts')]
process.exit(
  await exitOf(spawn(process.execPath, args, { cwd: join(root, 'apps', 'api'), stdio: 'inherit' })),
)
