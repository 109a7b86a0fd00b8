// An image without an engine: its Dockerfile read, and what COPY, WORKDIR and simple RUNs say done in
// a folder.

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from './project-files.ts'

export type Instruction = { word: string; rest: string }
export type Stage = { name: string; from: string; steps: Instruction[] }

/** The stages of a Dockerfile, each with its instructions. */
export function stagesOf(text: string): Stage[] {
  const stages: Stage[] = []
  const joined = text.replace(/^\s*#.*\n/gm, '').replace(/\\\n\s*/g, ' ')
  for (const line of joined.split('\n').filter((one) => one.trim())) {
    const [, word = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? []
    const from = word === 'FROM' ? /^(\S+) AS (\S+)$/.exec(rest) : null
    if (from) stages.push({ name: from[2] ?? '', from: from[1] ?? '', steps: [] })
    else stages.at(-1)?.steps.push({ word, rest })
  }
  return stages
}

/** The stage of this name; throws when there is none. */
export const stage = (stages: Stage[], name: string): Stage => {
  const found = stages.find((one) => one.name === name)
  if (!found) throw new Error(`There is no stage ${name}.`)
  return found
}

/** The variables that ENV sets in a stage; what stands for a build argument is left as it is. */
export function environmentOf({ steps }: Stage): Record<string, string> {
  return Object.fromEntries(
    steps
      .filter(({ word }) => word === 'ENV')
      .flatMap(({ rest }) => [...rest.matchAll(/(\w+)=(\S+)/g)])
      .map(([, name = '', value = '']) => [name, value]),
  )
}

/** Does what COPY, WORKDIR and simple RUNs of a stage say, in a folder instead of an image. */
export function layOut(stages: Stage[], name: string, folder: string): string {
  const target = join(folder, name)
  if (existsSync(target)) return target
  const { from, steps } = stage(stages, name)
  if (stages.some((one) => one.name === from)) link(layOut(stages, from, folder), target)
  else mkdirSync(target)
  const inImage = (path: string) => join(target, path.replace(/^\/srv\/worksmart\/?/, ''))
  for (const { word, rest } of steps) {
    const words = rest.split(/\s+/)
    if (word === 'COPY') {
      const other = /^--from=(\S+)/.exec(words[0] ?? '')?.[1]
      const sources = words.slice(other ? 1 : 0, -1)
      const last = words.at(-1) ?? ''
      for (const source of sources) {
        const origin = other
          ? join(layOut(stages, other, folder), source.replace(/^\/srv\/worksmart\/?/, ''))
          : join(root, source)
        const goal = last.endsWith('/')
          ? join(inImage(last), source.split('/').at(-1) ?? '')
          : inImage(last)
        mkdirSync(dirname(goal), { recursive: true })
        if (other) link(origin, goal)
        else cpSync(origin, goal, { ...copy, filter: isInContext })
      }
    } else if (word === 'RUN' && words[0] === 'node') {
      execFileSync(process.execPath, [...words.slice(1), '--prefer-offline'], {
        cwd: target,
        env: { ...process.env, NODE_ENV: '', CI: 'true' },
        stdio: 'pipe',
      })
    } else if (word === 'RUN' && rest.startsWith('rm -r ')) {
      for (const path of words.slice(2)) rmSync(join(target, path), { recursive: true })
    }
  }
  return target
}

/** A stage copied into another: links, because nothing here is changed afterwards. */
const link = (from: string, to: string) => {
  mkdirSync(to, { recursive: true })
  execFileSync('cp', ['--archive', '--link', `${from}/.`, to])
}

const copy = { recursive: true, verbatimSymlinks: true } as const
/** What `.dockerignore` leaves out, as far as these stages meet it. */
const isInContext = (path: string) =>
  !/(^|\/)(node_modules|dist|\.turbo)(\/|$)|\.test\.tsx?$/.test(relative(root, path))
