// `npm run sweep [-- --dry-run]`: brings the files in the storage and the rows of the database
// together again, and prints what it found.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './pnpm.mjs'
import { ensureInstalled, exitOf, requireNode } from './prepare.mjs'

requireNode()
await ensureInstalled()
const args = ['--import', 'tsx', join('src', 'sweep.ts'), ...process.argv.slice(2)]
process.exit(
  await exitOf(
    spawn(process.execPath, args, {
      cwd: join(root, 'apps', 'api'),
      stdio: 'inherit',
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    }),
  ),
)
