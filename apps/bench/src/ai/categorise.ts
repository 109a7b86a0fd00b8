// One line with as much as the api may send along: 500 earlier entries, each with its vector, and 100
// things that it could be about.

import type { CategorizeRequest } from '@worksmart/types/inference/categorize'
import { treeCpuMicros } from '../cpu.ts'
import { lastDay, projectId, taskId } from '../fixture.ts'
import { median } from '../measure.ts'
import { details, objects, tags, verbs } from '../words.ts'
import type { Service } from './service.ts'
import { everyActivity, type Vectors } from './vectors.ts'

const history = 500
const callsPerRound = 25
const kinds = { tasks: 50, projects: 38 }

/** Medians of the rounds: CPU of the service for one call, and how long the call took. */
export type CategoriseCost = { cpuMs: number; wallMs: number }

export async function measureCategorise(
  service: Service,
  vectors: Vectors,
  rounds: number,
): Promise<CategoriseCost> {
  const requests = Array.from({ length: callsPerRound }, (_, n) => requestOf(n, vectors))
  const cpu: number[] = []
  const wall: number[] = []
  // The first round is for warming up.
  for (let round = 0; round <= rounds; round++) {
    const before = treeCpuMicros(service.pid)
    const started = performance.now()
    for (const request of requests) {
      const answer = await service.ask('categorize', request)
      // Without its weights it would answer by words alone, and faster.
      if (answer.degraded || answer.model === null) {
        throw new Error('The service categorised without its model.')
      }
      if (answer.result.projects.length === 0) throw new Error('No project was suggested.')
    }
    if (round === 0) continue
    wall.push((performance.now() - started) / callsPerRound)
    cpu.push((treeCpuMicros(service.pid) - before) / 1000 / callsPerRound)
  }
  return { cpuMs: median(cpu), wallMs: median(wall) }
}

/** The nth line: unlike what came before it, of the same words. */
function requestOf(n: number, vectors: Vectors): CategorizeRequest {
  const pick = <T>(list: readonly T[], at: number) => list[at % list.length] as T
  return {
    text: `${pick(verbs, n)} ${pick(objects, 3 * n + 1)} again, ${pick(details, 5 * n)}`,
    today: lastDay,
    vectorModel: vectors.model,
    candidates: [
      ...Array.from({ length: kinds.tasks }, (_, i) => ({
        kind: 'task' as const,
        id: taskId(i + 1),
        ref: `P${(i % kinds.projects) + 1}-${i + 1}`,
        title: `${pick(verbs, i)} ${pick(objects, i)}`,
        description: `We ${pick(verbs, i + 3)} ${pick(objects, i + 5)} ${pick(details, i)}.`,
        projectId: projectId((i % kinds.projects) + 1),
        projectName: `Project ${(i % kinds.projects) + 1}`,
        isMine: i % 4 === 0,
        isInProgress: i % 7 === 0,
        own: i % 9,
        team: i % 23,
      })),
      ...Array.from({ length: kinds.projects }, (_, i) => ({
        kind: 'project' as const,
        id: projectId(i + 1),
        key: `P${i + 1}`,
        name: `Project ${i + 1}`,
        own: i % 11,
        team: i % 31,
      })),
      ...tags.map((tag, i) => ({ kind: 'tag' as const, tag, own: i, team: 2 * i })),
    ],
    history: Array.from({ length: history }, (_, i) => {
      // 37 has no divisor in common with the number of texts, so each is met once.
      const text = pick(everyActivity, (i + n) * 37)
      // What is about one thing is of one project, as it would be.
      const about = objects.findIndex((object) => text.includes(object))
      return {
        id: `00000000-0000-7000-8005-${i.toString(16).padStart(12, '0')}`,
        text,
        tags: [pick(tags, i)],
        projectId: projectId(about + 1),
        taskId: i % 2 === 0 ? taskId(about + 1) : null,
        isOwn: i % 3 > 0,
        workDate: daysBefore(lastDay, Math.floor(i / 6)),
        vector: vectors.vectorOf(text),
      }
    }),
  }
}

const daysBefore = (day: string, count: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10)
