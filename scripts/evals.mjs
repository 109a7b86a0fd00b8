// `npm run evals`: judges the suggestions and writes docs/evaluation.md. `--full` tests every row.

import { spawn } from 'node:child_process'
import { checksPython, ensureModel, modelDir, plain } from './inference-checks.mjs'
import { exitOf, requireNode } from './prepare.mjs'
import { inferenceFolder } from './python.mjs'

requireNode()
const python = await checksPython()
if (!python) {
  console.error('The evaluation needs Python 3.11 or newer; PYTHON names one in another place.')
  process.exit(1)
}
await ensureModel(python)
const args = ['-m', 'evals.run', '--model-dir', modelDir, ...process.argv.slice(2)]
process.exit(
  await exitOf(spawn(python, args, { cwd: inferenceFolder, stdio: 'inherit', env: plain() })),
)
