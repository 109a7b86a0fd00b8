// Child processes that answer one message at a time.

import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

export type Child = {
  pid: number
  /** Sends a message and waits for its answer. Rejects with the child's own words when it failed. */
  ask: <Answer>(message: object) => Promise<Answer>
  stop: () => Promise<void>
}

type Reply = { answer?: unknown; failure?: string }

/** Starts a script of this folder and waits until it says that it is ready. */
export async function startChild(script: string, settings: object): Promise<[Child, unknown]> {
  const process_ = fork(join(import.meta.dirname, script), [JSON.stringify(settings)], {
    // What is measured runs as in production.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ready = await nextReply(process_)
  return [
    {
      pid: process_.pid ?? 0,
      ask: async <Answer>(message: object) => {
        const reply = nextReply(process_)
        process_.send(message)
        return (await reply) as Answer
      },
      stop: () => stop(process_),
    },
    ready,
  ]
}

function nextReply(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`A child process ended (${code}).`))
    child.once('exit', onExit)
    child.once('message', (reply: Reply) => {
      child.off('exit', onExit)
      if (reply.failure === undefined) resolve(reply.answer)
      else reject(new Error(reply.failure))
    })
  })
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.disconnect()
  })
}

/** The other side: starts, then answers messages until the parent goes away. */
export async function serveParent<Settings, Message>(
  start: (settings: Settings) => Promise<{
    ready: unknown
    answer: (message: Message) => Promise<unknown>
  }>,
): Promise<void> {
  const send = (reply: Reply) => process.send?.(reply)
  const failed = (error: unknown) => send({ failure: String((error as Error)?.stack ?? error) })
  process.once('disconnect', () => process.exit(0))
  try {
    const { ready, answer } = await start(JSON.parse(process.argv[2] ?? '{}') as Settings)
    process.on('message', (message: Message) => {
      answer(message).then((value) => send({ answer: value }), failed)
    })
    send({ answer: ready })
  } catch (error) {
    failed(error)
  }
}
