import { Agent, request } from 'node:https'

export type Sent = { what: string; status: number; body: string; resent: number }
type Answer = { status: number; body: string; retryAfterSeconds: number }

export type LoadRequest = {
  /** What the answer is recorded under. */
  what: string
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
  /** An address of this machine that the request comes from. */
  from: string
}

export type SteadyLoad = {
  /** Stops sending, waits for what is under way and answers everything; status 0 is no answer. */
  stop: () => Promise<{ sent: Sent[]; seconds: number }>
}

// A machine that is busy with something else sheds load, and says when to come back. That is about
// the machine; every other refusal counts.
const isTooMuch = /"code":"(database\.busy|server\.overloaded)"/

/**
 * Sends `perSecond` requests to a server of this machine, whether or not it keeps up: what is due
 * leaves on time, as from people who do not wait for each other.
 */
export function startLoad(options: {
  port: number
  perSecond: number
  next: (i: number) => LoadRequest
}): SteadyLoad {
  const agents = new Map<string, Agent>()
  const agentOf = (from: string) => {
    const known = agents.get(from)
    if (known) return known
    const made = new Agent({ keepAlive: true, maxSockets: 20, localAddress: from })
    agents.set(from, made)
    return made
  }
  const all: Promise<Sent>[] = []
  const started = performance.now()

  const sendOnce = ({ method, path, headers, body, from }: LoadRequest): Promise<Answer> =>
    new Promise((settle) => {
      const broke = (error: Error) =>
        settle({ status: 0, body: error.message, retryAfterSeconds: 0 })
      const asked = request({
        ...{ host: '127.0.0.1', port: options.port, path, method, agent: agentOf(from) },
        rejectUnauthorized: false,
        servername: 'localhost',
        headers: { host: `localhost:${options.port}`, ...headers },
      })
      asked.on('error', broke)
      asked.on('response', (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk
        })
        answer.on('end', () =>
          settle({
            status: answer.statusCode ?? 0,
            body: text,
            retryAfterSeconds: Number(answer.headers['retry-after'] ?? 1),
          }),
        )
        answer.on('error', broke)
      })
      asked.end(body)
    })

  async function send(one: LoadRequest): Promise<Sent> {
    for (let resent = 0; ; resent++) {
      const { status, body, retryAfterSeconds } = await sendOnce(one)
      if (resent === 20 || !isTooMuch.test(body)) return { what: one.what, status, body, resent }
      await new Promise((resolve) => setTimeout(resolve, retryAfterSeconds * 1000))
    }
  }

  const timer = setInterval(() => {
    const due = ((performance.now() - started) / 1000) * options.perSecond
    while (all.length < due) all.push(send(options.next(all.length)))
  }, 10)
  return {
    async stop() {
      clearInterval(timer)
      const seconds = (performance.now() - started) / 1000
      const sent = await Promise.all(all)
      for (const agent of agents.values()) agent.destroy()
      return { sent, seconds }
    },
  }
}
