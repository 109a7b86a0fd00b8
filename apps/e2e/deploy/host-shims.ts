// A server for scripts/deploy.sh: its folder, and `docker`, `aws` and `curl` that only note what they
// were asked for and answer from a few files. What they know of Docker is what the script relies on.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './project-files.ts'

const docker = `#!/usr/bin/env bash
set -euo pipefail
echo "docker $* [IMAGE_TAG=\${IMAGE_TAG:-} INFERENCE_TAG=\${INFERENCE_TAG:-}]" >>"$SHIMS/calls"
has() { [ -e "$SHIMS/$1" ]; }
case "$1" in
  login) cat >"$SHIMS/password" ;;
  pull) ! has "missing-\${3##*:}" || { echo 'manifest unknown' >&2; exit 1; } ;;
  create) echo created ;;
  cp) echo "services: {}" >"$3/docker-compose.prod.yml"; cp "$SHIMS/next-deploy.sh" "$3/deploy.sh" ;;
  rm | image) ;;
  inspect)
    service=\${*: -1}
    tag=$(cat "$SHIMS/running/$service")
    if has "sick-$tag-$service" || has "sick-$tag"; then echo unhealthy; else echo healthy; fi ;;
  compose)
    shift
    while [[ $1 == --* || $1 == -f ]]; do shift 2; done
    case "$1" in
      config) ! has bad-settings ;;
      ps) if has "running/$3"; then echo "$3"; fi ;;
      run) ! has migration-fails || { echo 'the migration broke' >&2; exit 1; } ;;
      stop) rm -f "$SHIMS/running/$2" ;;
      up)
        shift
        for word in "$@"; do
          [[ $word != -* ]] || continue
          ! has "broken-$IMAGE_TAG-$word" || { echo 'no space left' >&2; exit 1; }
          if [ "$word" = postgres ] && has running/postgres; then continue; fi
          tag=$IMAGE_TAG; [ "$word" != inference ] || tag=$INFERENCE_TAG
          echo "$tag" >"$SHIMS/running/$word"
          if has "hang-$tag-$word"; then touch "$SHIMS/hanging"; sleep 30; fi
        done ;;
    esac ;;
esac
`
const aws = `#!/usr/bin/env bash
echo "aws $*" >>"$SHIMS/calls"
echo token-of-the-registry
`
const curl = `#!/usr/bin/env bash
echo "curl $*" >>"$SHIMS/calls"
tag=$(cat "$SHIMS/running/api-1")
mode=clerk; [ ! -e "$SHIMS/dev-$tag" ] || mode=dev
echo "{\\"status\\":\\"ok\\",\\"mode\\":\\"$mode\\",\\"version\\":\\"$tag\\"}"
`

export type Host = {
  folder: string
  run: (words: string[]) => { child: ChildProcess; ended: Promise<Result> }
  /** What docker, aws and curl were asked for so far, and forgets it. */
  calls: () => string[]
  /** The commit that each service runs. */
  running: () => Record<string, string>
  /** Switches something on: `sick-<tag>`, `migration-fails`, and so on. */
  set: (name: string) => void
  unset: (name: string) => void
  has: (name: string) => boolean
  state: (name: string) => string | null
  remove: () => void
}
export type Result = { code: number | null; output: string }

export function makeHost(): Host {
  const folder = mkdtempSync(join(tmpdir(), 'worksmart-host-'))
  const shims = join(folder, 'shims')
  mkdirSync(join(shims, 'running'), { recursive: true })
  for (const [name, text] of Object.entries({ docker, aws, curl })) {
    writeFileSync(join(shims, name), text)
    chmodSync(join(shims, name), 0o755)
  }
  writeFileSync(join(shims, 'calls'), '')
  writeFileSync(join(shims, 'next-deploy.sh'), '#!/usr/bin/env bash\n# of the new version\n')
  writeFileSync(
    join(folder, '.env'),
    'REGISTRY=123456789012.dkr.ecr.eu-central-1.amazonaws.com\nPUBLIC_ORIGIN=https://time.example.com\n',
  )
  const services = ['api-1', 'api-2', 'web', 'worker', 'cron', 'postgres', 'inference']
  const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : null)
  return {
    folder,
    run(words) {
      const child = spawn(join(root, 'scripts', 'deploy.sh'), words, {
        env: {
          PATH: `${shims}:${process.env.PATH}`,
          SHIMS: shims,
          WORKSMART_DIR: folder,
          READY_SECONDS: '1',
          SETTLE_SECONDS: '0',
          INFERENCE_SECONDS: '1',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own, so that a test can cut it off with everything it started.
        detached: true,
      })
      let output = ''
      for (const stream of [child.stdout, child.stderr])
        stream?.setEncoding('utf8').on('data', (chunk: string) => {
          output += chunk
        })
      return { child, ended: once(child, 'close').then(([code]) => ({ code, output })) }
    },
    calls() {
      const lines = readFileSync(join(shims, 'calls'), 'utf8').split('\n').filter(Boolean)
      writeFileSync(join(shims, 'calls'), '')
      return lines
    },
    running: () =>
      Object.fromEntries(
        services.flatMap((name) => {
          const tag = read(join(shims, 'running', name))
          return tag === null ? [] : [[name, tag]]
        }),
      ),
    set: (name) => writeFileSync(join(shims, name), ''),
    unset: (name) => rmSync(join(shims, name)),
    has: (name) => existsSync(join(shims, name)),
    state: (name) => read(join(folder, name)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
