// A fuzzer that others wrote reads the published document and walks the api with it: no answer may be
// a server error, and every answer has to be one that the document describes.

import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import {
  ensureEnvironment,
  findPython,
  PythonProblem,
  runToEnd,
} from '../../../../scripts/python.mjs'
import { createDocumentsApp, type DocumentsApp } from '../documents-app.ts'
import { aCheckin, aDocument, aLink, aProject, aTask } from '../factories.ts'

const here = dirname(fileURLToPath(import.meta.url))
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'missing_required_header',
  'unsupported_method',
  'allow_header_conformance',
  'ignored_auth',
]

/** The Python that has the fuzzer, or why there is none. */
async function fuzzer(): Promise<{ python: string } | { missing: string }> {
  const python = findPython()
  if (!python) return { missing: 'no Python 3.11 or newer was found' }
  try {
    const venv = join(here, '../../../../.worksmart/venv-fuzz')
    const requirements = join(here, 'requirements.txt')
    const run = (_: string, command: string, args: string[]) => runToEnd(command, args)
    return { python: await ensureEnvironment({ venv, requirements, python, run }) }
  } catch (error) {
    if (error instanceof PythonProblem) return { missing: error.message }
    throw error
  }
}

const found = await fuzzer()
const missing = 'missing' in found ? found.missing : null
if (missing) process.stderr.write(`\n*** ${missing} The walk of schemathesis does NOT run. ***\n\n`)

describe.skipIf(missing !== null)('schemathesis', () => {
  let t: DocumentsApp
  let url: string
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'worksmart-fuzz-'))
    t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
    const { admin, member } = t.people
    // Something to find, so that lists are not empty.
    const project = await aProject(t, admin, { key: 'WEB' })
    const task = await aTask(t, admin, project)
    for (let i = 0; i < 5; i++) await aCheckin(t, member, { projectId: project, taskId: task })
    await aLink(t, admin, await aDocument(t, admin), { projectId: project })
    await t.app.listen({ port: 0, host: '127.0.0.1' })
    url = `http://127.0.0.1:${(t.app.server.address() as AddressInfo).port}`
  })
  // Fails when an answer was a 500.
  afterAll(async () => {
    await rm(folder, { recursive: true })
    await t.close()
  })

  test.each(['admin', 'member'] as const)(
    'walks the whole document as %s and finds nothing',
    async (who) => {
      const python = 'python' in found ? found.python : ''
      const seed = process.env.FUZZ_SEED ?? String(Math.floor(Math.random() * 1e9))
      process.stdout.write(`FUZZ_SEED=${seed}\n`)
      const { code, output } = await runToEnd(
        python,
        [
          ...[
            '-m',
            'schemathesis.cli',
            '--config-file',
            join(here, 'schemathesis.toml'),
            '--no-color',
          ],
          ...[
            'run',
            `${url}/openapi.json`,
            '--url',
            url,
            '--header',
            `X-User-Id:${t.people[who].id}`,
          ],
          ...['--checks', checks.join(','), '--exclude-path-regex', '^/docs'],
          ...['--max-examples', process.env.FUZZ_EXAMPLES ?? '60', '--seed', seed],
          ...['--continue-on-failure', '--suppress-health-check', 'all', '--warnings', 'off'],
        ],
        // It keeps what it found between runs; a run here begins anew.
        { cwd: folder, env: { PATH: process.env.PATH } },
      )
      process.stdout.write(`${/^ *SUMMARY[\s\S]*$|^=+ SUMMARY[\s\S]*$/m.exec(output)?.[0] ?? ''}\n`)
      expect(code, output.slice(-8_000)).toBe(0)
    },
    900_000,
  )
})
