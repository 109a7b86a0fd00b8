import type { AiHealth } from '@worksmart/types/ai'
import { Capabilities, contractVersion, serviceLimits } from '@worksmart/types/inference'
import type { makeExchanges } from './http-exchange.ts'
import type { InferencePlace } from './inference-place.ts'
import { believe, readJson } from './read-json.ts'
import { refusalOf, toFailure } from './refusal.ts'

type There = Extract<InferencePlace, { state: 'there' }>

const connectMs = 2000
const deadlineMs = 2000
const keptMs = 10_000

/** How the service is, asked of it at most every ten seconds. `resting` are operations left alone. */
export function makeHealth(options: {
  clock: () => number
  place: () => InferencePlace
  exchange: ReturnType<typeof makeExchanges>['exchange']
  timeScale: number
  resting: () => string[]
}): () => Promise<AiHealth> {
  const { clock, exchange, place, timeScale } = options
  let last: { at: number; url: string; answer: Promise<Capabilities | string> } | null = null

  async function ask({ url, token }: There): Promise<Capabilities | string> {
    try {
      const answered = await exchange({
        url: `${url}/v1/capabilities`,
        method: 'GET',
        headers: { authorization: `Bearer ${token}` },
        body: null,
        connectMs: connectMs * timeScale,
        deadlineMs: deadlineMs * timeScale,
        maxBytes: serviceLimits.answerBytes,
        signal: new AbortController().signal,
      })
      if (answered.status !== 200) throw refusalOf(answered)
      return believe(() => Capabilities.parse(readJson(answered)))
    } catch (error) {
      return toFailure(error).code
    }
  }

  return async () => {
    const at = place()
    if (at.state === 'off') return { status: 'off' }
    if (at.state === 'preparing') return { status: 'preparing', detail: at.detail }
    if (at.state === 'failed') return { status: 'unavailable', detail: at.detail }
    if (last === null || last.url !== at.url || clock() - last.at >= keptMs) {
      last = { at: clock(), url: at.url, answer: ask(at) }
    }
    return healthOf(await last.answer, options.resting())
  }
}

function healthOf(answer: Capabilities | string, resting: string[]): AiHealth {
  if (typeof answer === 'string') return { status: 'unavailable', detail: answer }
  if (answer.contractVersion !== contractVersion) {
    return {
      status: 'unavailable',
      detail: `The service speaks version ${answer.contractVersion} and this app ${contractVersion}.`,
    }
  }
  const { textLeavesHost } = answer
  const missing = Object.entries(answer.tasks).flatMap(([name, task]) =>
    task.available ? [] : [name],
  )
  const without = [...new Set([...missing, ...resting])]
  if (without.length === 0) return { status: 'ready', textLeavesHost }
  return { status: 'degraded', detail: `Without ${without.join(', ')}.`, textLeavesHost }
}
