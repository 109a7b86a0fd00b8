// `npm run import -- FILE.tsv --as EMAIL`: sends a work log to the running app.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './pnpm.mjs'
import { ensureInstalled, exitOf, requireNode } from './prepare.mjs'

requireNode()
await ensureInstalled()
const args = ['--import', 'tsx', join('src', 'import', 'import-cli.ts'), ...process.argv.slice(2)]
process.exit(
  await exitOf(
    spawn(process.execPath, args, {
      cwd: join(root, 'apps', 'api'),
      stdio: 'inherit',
      // Files are named from where the person is, not from where the program lives.
      env: { ...process.env, INIT_CWD: process.env.INIT_CWD ?? process.cwd() },
    }),
  ),
)
