import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Host, makeHost } from './host-shims.ts'

const a = 'a'.repeat(40)
const b = 'b'.repeat(40)
const c = 'c'.repeat(40)
const app = ['api-1', 'api-2', 'web', 'worker', 'cron'] as const

let host: Host
beforeEach(() => {
  host = makeHost()
})
afterEach(() => host.remove())

const deploy = (...words: string[]) => host.run(words).ended
/** Every part of the app runs this commit. */
function expectServing(tag: string): void {
  expect(host.running()).toMatchObject(Object.fromEntries(app.map((name) => [name, tag])))
}
async function serving(tag: string): Promise<void> {
  expect((await deploy('--image-tag', tag)).code).toBe(0)
  host.calls()
}

describe('a good deploy', () => {
  test('migrates, then replaces one replica after the other, then the rest, and looks', async () => {
    await serving(a)
    const { code, output } = await deploy('--image-tag', b)
    expect([code, output]).toEqual([0, expect.stringContaining(`${b} serves`)])
    expectServing(b)
    const steps = host
      .calls()
      .map(
        (line) =>
          /compose .*prod\.yml (.+) \[/.exec(line)?.[1] ?? line.split(' ').slice(0, 2).join(' '),
      )
      .filter((line) => !line.startsWith('ps'))
    // One pipes into the other, so either may be noted first.
    expect(steps.splice(0, 2).sort()).toEqual(['aws ecr', 'docker login'])
    expect(steps).toEqual([
      'docker pull',
      'docker pull',
      'docker create',
      'docker cp',
      'docker rm',
      'config -q',
      'up -d --no-recreate postgres',
      'docker inspect',
      'run --rm --no-deps api-migrate',
      'up -d --no-deps api-1',
      'docker inspect',
      'up -d --no-deps api-2',
      'docker inspect',
      'up -d --no-deps worker cron',
      'up -d --no-deps web',
      'docker inspect',
      'curl -sS',
      'docker image',
    ])
    expect([host.state('current'), host.state('previous'), host.state('deploying')]).toEqual([
      b,
      a,
      null,
    ])
    expect(host.running().postgres).toBe(a)
  })

  test('looks through the public name, at this machine, and brings the next script along', async () => {
    await deploy('--image-tag', a)
    expect(host.calls().find((line) => line.startsWith('curl'))).toContain(
      '--resolve time.example.com:443:127.0.0.1 https://time.example.com/api/health/ready',
    )
    expect(host.state('deploy.sh')).toContain('of the new version')
    expect(host.state('shims/password')).toBe('token-of-the-registry')
  })

  test('run twice does the same and stays', async () => {
    await serving(a)
    expect((await deploy('--image-tag', a)).code).toBe(0)
    expectServing(a)
    expect([host.state('current'), host.state('previous')]).toEqual([a, null])
  })

  test('of an older version by name leaves the schema alone', async () => {
    await serving(a)
    await serving(b)
    expect((await deploy('--image-tag', a, '--no-migrate')).code).toBe(0)
    expectServing(a)
    expect(host.calls().filter((line) => line.includes('api-migrate'))).toEqual([])
    expect([host.state('current'), host.state('previous')]).toEqual([a, b])
  })
})

describe('a version that does not answer', () => {
  test.each([
    ['its first replica is never ready', `sick-${b}-api-1`],
    ['its second replica is never ready', `sick-${b}-api-2`],
    ['its nginx is never ready', `sick-${b}-web`],
    ['it answers without sign-in', `dev-${b}`],
    ['docker cannot start its replica', `broken-${b}-api-2`],
    ['docker cannot start its worker', `broken-${b}-worker`],
    ['docker cannot start its nginx', `broken-${b}-web`],
  ])('is replaced by the one before when %s', async (_, what) => {
    await serving(a)
    host.set(what)
    const { code, output } = await deploy('--image-tag', b)
    expect([code, output]).toEqual([1, expect.stringContaining(`${a} serves again`)])
    expectServing(a)
    expect([host.state('current'), host.state('deploying')]).toEqual([a, null])
    // The schema only ever grows, so nothing is migrated back.
    expect(host.calls().filter((line) => line.includes('api-migrate'))).toHaveLength(1)
  })

  test('leaves the second replica untouched when the first one is never ready', async () => {
    await serving(a)
    host.set(`sick-${b}-api-1`)
    await deploy('--image-tag', b)
    const tags = host.calls().filter((line) => line.includes('up -d --no-deps api-2'))
    expect(tags).toEqual([expect.stringContaining(`IMAGE_TAG=${a}`)])
  })

  test('and no version before it: says so, with a code of its own', async () => {
    host.set(`sick-${a}`)
    const { code, output } = await deploy('--image-tag', a)
    expect([code, output]).toEqual([1, expect.stringContaining('postgres is not healthy')])
    host.unset(`sick-${a}`)
    host.set(`sick-${a}-api-1`)
    const again = await deploy('--image-tag', a)
    expect([again.code, again.output]).toEqual([
      3,
      expect.stringContaining('no version to go back to'),
    ])
    expect(host.state('current')).toBe(null)
  })

  test('and the one before neither: says that somebody has to look', async () => {
    await serving(a)
    host.set(`sick-${b}-api-1`)
    host.set(`sick-${a}-api-1`)
    const { code, output } = await deploy('--image-tag', b)
    expect([code, output]).toEqual([3, expect.stringContaining('Somebody has to look')])
  })
})

describe('nothing is changed', () => {
  test.each([
    'main',
    'latest',
    a.slice(1),
    `${a}0`,
    a.toUpperCase(),
    '',
    '$(touch hacked)',
    `${a};touch hacked`,
    `${a}\ntouch hacked`,
    '../../etc/passwd',
    '--no-migrate',
  ])('by the tag %j', async (tag) => {
    const { code, output } = await deploy('--image-tag', tag)
    expect([code, output]).toEqual([2, expect.stringContaining('40 hexadecimal digits')])
    expect(host.calls()).toEqual([])
    expect(readdirSync(host.folder).sort()).toEqual(['.env', 'shims'])
  })

  test.each([[[]], [['--all']], [['--inference-tag', 'x']]])('by the words %j', async (words) => {
    expect((await deploy(...words)).code).toBe(2)
    expect(host.calls()).toEqual([])
  })

  test('by a commit that the registry does not have', async () => {
    await serving(a)
    host.set(`missing-${b}`)
    const { code, output } = await deploy('--image-tag', b)
    expect([code, output]).toEqual([1, expect.stringContaining('Nothing was changed')])
    expectServing(a)
    expect([host.state('current'), host.state('deploying')]).toEqual([a, null])
  })

  test('by settings that do not fit the new version', async () => {
    await serving(a)
    host.set('bad-settings')
    expect((await deploy('--image-tag', b)).code).toBe(1)
    expectServing(a)
    expect(host.calls().filter((line) => line.includes('api-migrate'))).toEqual([])
  })

  test('that serves by a migration that fails', async () => {
    await serving(a)
    host.set('migration-fails')
    const { code, output } = await deploy('--image-tag', b)
    expect([code, output]).toEqual([1, expect.stringContaining('The version before goes on')])
    expectServing(a)
    expect(host.state('current')).toBe(a)
  })

  test('while another deploy is at work', async () => {
    await serving(a)
    host.set(`hang-${b}-api-1`)
    const first = host.run(['--image-tag', b])
    await expect.poll(() => host.has('hanging'), { timeout: 10_000 }).toBe(true)
    const { code, output } = await deploy('--image-tag', c)
    expect([code, output]).toEqual([75, expect.stringContaining('another deploy is at work')])
    process.kill(-(first.child.pid ?? 0), 'SIGKILL')
    await first.ended
  })

  test('when a setting of the server is missing or is no plain value', async () => {
    for (const line of [
      '',
      'REGISTRY=$(touch hacked)',
      'REGISTRY=r.test\nPUBLIC_ORIGIN=http://x',
    ]) {
      writeFileSync(join(host.folder, '.env'), `${line}\n`)
      expect((await deploy('--image-tag', a)).code).toBe(2)
    }
    expect(host.calls()).toEqual([])
    expect(existsSync(join(host.folder, 'hacked'))).toBe(false)
  })
})

describe('a deploy that is cut off in the middle', () => {
  test('by a signal goes back before it ends', async () => {
    await serving(a)
    host.set(`hang-${b}-api-2`)
    const { child, ended } = host.run(['--image-tag', b])
    await expect.poll(() => host.has('hanging'), { timeout: 10_000 }).toBe(true)
    host.unset(`hang-${b}-api-2`)
    process.kill(-(child.pid ?? 0), 'SIGTERM')
    const { code, output } = await ended
    expect([code, output]).toEqual([1, expect.stringContaining(`${a} serves again`)])
    expectServing(a)
    expect(host.state('deploying')).toBe(null)
  })

  test('by a power cut is said by the next one, which ends well or goes back', async () => {
    await serving(a)
    host.set(`hang-${b}-api-2`)
    const { child, ended } = host.run(['--image-tag', b])
    await expect.poll(() => host.has('hanging'), { timeout: 10_000 }).toBe(true)
    process.kill(-(child.pid ?? 0), 'SIGKILL')
    await ended
    expect([host.state('current'), host.state('deploying')]).toEqual([a, b])
    host.unset(`hang-${b}-api-2`)
    host.set(`sick-${c}-api-1`)
    const failed = await deploy('--image-tag', c)
    expect(failed.output).toContain(`The deploy of ${b} was cut off`)
    expect(failed.code).toBe(1)
    expectServing(a)
    expect((await deploy('--image-tag', b)).code).toBe(0)
    expectServing(b)
  })
})

describe('the inference service', () => {
  test('is deployed alone, and the app is not touched', async () => {
    await serving(a)
    expect((await deploy('--inference-tag', b)).code).toBe(0)
    expect(host.running().inference).toBe(b)
    expectServing(a)
    expect([host.state('current'), host.state('current-inference')]).toEqual([a, b])
    expect(host.calls().filter((line) => /up -d.*(api|web|worker)/.test(line))).toEqual([])
  })

  test('keeps its version when the app is deployed', async () => {
    await serving(a)
    await deploy('--inference-tag', b)
    host.calls()
    await deploy('--image-tag', c)
    for (const line of host.calls().filter((one) => one.includes(' compose ')))
      expect(line).toContain(`INFERENCE_TAG=${b}`)
    expect(host.running().inference).toBe(b)
  })

  test('stays as it is when the registry does not have the new one', async () => {
    await serving(a)
    await deploy('--inference-tag', b)
    host.set(`missing-${c}`)
    const { code, output } = await deploy('--inference-tag', c)
    expect([code, output]).toEqual([1, expect.stringContaining('Nothing was changed')])
    expect(host.running().inference).toBe(b)
    expect([host.state('current-inference'), host.state('deploying')]).toEqual([b, null])
  })

  test('goes back to the one before when the new one is never healthy', async () => {
    await serving(a)
    await deploy('--inference-tag', b)
    host.set(`sick-${c}-inference`)
    expect((await deploy('--inference-tag', c)).code).toBe(1)
    expect(host.running().inference).toBe(b)
    expectServing(a)
    expect([host.state('current-inference'), host.state('deploying')]).toEqual([b, null])
  })

  test('that was never there before and is not well is stopped, and the app goes on', async () => {
    await serving(a)
    host.set(`sick-${b}-inference`)
    const { code, output } = await deploy('--inference-tag', b)
    expect([code, output]).toEqual([1, expect.stringContaining('the app works without')])
    expect(host.running().inference).toBeUndefined()
    expectServing(a)
    expect(host.state('current-inference')).toBe(null)
  })

  test('cut off by a signal goes back before it ends', async () => {
    await serving(a)
    await deploy('--inference-tag', b)
    host.set(`hang-${c}-inference`)
    const { child, ended } = host.run(['--inference-tag', c])
    await expect.poll(() => host.has('hanging'), { timeout: 10_000 }).toBe(true)
    host.unset(`hang-${c}-inference`)
    process.kill(-(child.pid ?? 0), 'SIGTERM')
    const { code, output } = await ended
    expect([code, output]).toEqual([1, expect.stringContaining(`${b} serves again`)])
    expect(host.running().inference).toBe(b)
  })

  test('and the app are deployed by one call, the app first', async () => {
    expect((await deploy('--image-tag', a, '--inference-tag', b)).code).toBe(0)
    expectServing(a)
    expect(host.running().inference).toBe(b)
    const ups = host.calls().filter((line) => line.includes(' up -d --no-deps'))
    expect(ups.at(-1)).toContain('inference')
    expect([host.state('current'), host.state('current-inference')]).toEqual([a, b])
  })

  test('run twice does the same and stays, and a hostile tag of it changes nothing', async () => {
    await serving(a)
    for (let i = 0; i < 2; i++) expect((await deploy('--inference-tag', b)).code).toBe(0)
    host.calls()
    for (const tag of ['main', `${b};touch hacked`, '$(touch hacked)'])
      expect((await deploy('--inference-tag', tag)).code).toBe(2)
    expect(host.calls()).toEqual([])
    expect(host.running().inference).toBe(b)
    expect(existsSync(join(host.folder, 'hacked'))).toBe(false)
  })

  test('is not deployed where there is no app yet', async () => {
    expect((await deploy('--inference-tag', b)).code).toBe(2)
    expect(host.running().inference).toBeUndefined()
    expect(host.state('deploying')).toBe(null)
  })
})

test('the script reads settings and never runs them', () => {
  const text = readFileSync(new URL('../../../scripts/deploy.sh', import.meta.url), 'utf8')
  expect(text).not.toMatch(/\beval\b|\bsource\b|^\s*\.\s+\S/m)
  expect(text).toMatch(/^set -euo pipefail$/m)
})
