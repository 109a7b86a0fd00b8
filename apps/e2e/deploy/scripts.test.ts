// Every shell script of the project and of its workflows, read by shellcheck.

import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { read, root } from './project-files.ts'

const hasShellcheck = !spawnSync('shellcheck', ['--version']).error
const passedOver = /^(node_modules|\.git|\.worksmart|\.turbo|dist|drizzle|screenshots)$/

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return passedOver.test(entry.name) ? [] : filesIn(path)
    return entry.isFile() ? [path] : []
  })
}
const scripts = ['.ci', 'nginx', 'scripts', 'apps', 'packages']
  .flatMap(filesIn)
  .filter((path) => !/\.(ts|tsx|mjs|json|md|py|sql|png|jsonl?)$/.test(path))
  .filter((path) => /^#!.*\b(ba|da)?sh\b/.test(readFileSync(join(root, path), 'utf8').slice(0, 80)))

test('the scripts are found by their first line, not by a list', () => {
  expect(scripts).toEqual(
    expect.arrayContaining([
      ...['.ci/run', 'nginx/render.sh', 'nginx/start.sh', 'nginx/healthcheck.sh'],
      ...['scripts/deploy.sh', 'scripts/aws/send-deploy.sh'],
    ]),
  )
})

describe.skipIf(!hasShellcheck)('shellcheck', () => {
  const check = (words: string[], input = '') =>
    spawnSync('shellcheck', words, { cwd: root, input, encoding: 'utf8' })

  test.each(scripts)('finds nothing in %s', (path) => {
    const { stdout, status } = check([path])
    expect([stdout, status]).toEqual(['', 0])
  })

  const workflows = readdirSync(join(root, '.github/workflows'))
  test.each(workflows)('finds nothing in the steps of %s', (name) => {
    const { jobs } = parse(read(`.github/workflows/${name}`)) as {
      jobs: Record<string, { steps?: { run?: string }[] }>
    }
    const steps = Object.values(jobs).flatMap((job) => job.steps ?? [])
    for (const { run } of steps.filter((step) => step.run)) {
      const { stdout, status } = check(['--shell=bash', '-'], `${run}\n`)
      expect([run, stdout, status]).toEqual([run, '', 0])
    }
  })

  test('finds what is planted, so it is awake', () => {
    expect(check(['--shell=bash', '-'], 'rm -r $1/*\n').status).toBe(1)
  })
})
