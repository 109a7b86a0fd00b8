// `npm run test:s3`: the object store contract against the endpoint that S3_CONTRACT_* names.
// docs/storage.md lists the variables.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './pnpm.mjs'
import { exitOf, install, requireNode } from './prepare.mjs'

requireNode()
if (!(await install())) process.exit(1)
const program = join('src', 's3', 'contract', 'test-s3.ts')
process.exitCode = await exitOf(
  spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: join(root, 'packages', 'dev-services'),
    stdio: 'inherit',
  }),
)
