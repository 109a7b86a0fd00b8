// `npm run backup`, `npm run restore -- FILE`, `npm run backup:verify -- FILE`.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './pnpm.mjs'
import { ensureInstalled, exitOf, requireNode } from './prepare.mjs'

requireNode()
await ensureInstalled()
const args = ['--import', 'tsx', join('src', 'backup', 'backup-cli.ts'), ...process.argv.slice(2)]
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
