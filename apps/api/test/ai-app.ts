// A real api beside a stand-in for the inference service, and the search index of its database.

import { v7 } from 'uuid'
import { makeInference } from '../src/ai/inference-client.ts'
import type { InferencePlace } from '../src/ai/inference-place.ts'
import { connectJobs } from '../src/jobs/connect-jobs.ts'
import type { JobDependencies, JobReport } from '../src/jobs/jobs.ts'
import { runJob } from '../src/jobs/jobs.ts'
import { createTestApp, type TestApp, testNow } from './app.ts'
import { type FakeInference, startFakeInference } from './fake-inference.ts'

export type AiApp = TestApp & {
  fake: FakeInference
  /** Where the api looks for the service from now on. */
  move: (place: InferencePlace) => void
  /** The service is there again, and every breaker is closed. */
  heal: () => void
  /** Runs a job of the index in the role of the jobs. */
  job: (name: 'index-search' | 'reindex') => Promise<JobReport | null>
  jobs: JobDependencies
}

/** Time limits are a twentieth: what has 60 s waits 3, what has 4 s waits 200 ms. */
const timeScale = 0.05

export async function createAiApp(adminUrl: string): Promise<AiApp> {
  const fake = await startFakeInference()
  let place: InferencePlace = fake.place()
  let time = 0
  const inference = makeInference({
    place: () => place,
    clock: () => performance.now() + time,
    random: () => 0.5,
    timeScale,
    checkRequests: true,
  })
  const t = await createTestApp({ adminUrl, override: () => ({ inference }) })
  const pool = connectJobs(t.urlFor('postgres'))
  const jobs: JobDependencies = {
    pool,
    newId: v7,
    storage: null,
    inference: makeInference({
      place: () => place,
      clock: () => performance.now() + time,
      random: () => 0.5,
    }),
    now: () => testNow,
    isDryRun: false,
    log: () => {},
  }
  return {
    ...t,
    fake,
    jobs,
    move: (next) => {
      place = next
    },
    heal: () => {
      place = fake.place()
      // Past every breaker's thirty seconds and the calls that they remember.
      time += 70_000
      fake.reset()
    },
    job: (name) => runJob(jobs, name),
    close: async () => {
      await pool.end()
      await t.close()
      await fake.close()
    },
  }
}
