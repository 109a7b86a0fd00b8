// What AI help costs, with the real service and its real weights, and what it adds to a search.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type ObjectStoreProcess, spawnObjectStore } from '@worksmart/dev-services/s3/child'
import { peakResidentMb } from '../cpu.ts'
import type { Goal } from '../goal.ts'
import { judgeAi, notMeasured } from '../goals-ai.ts'
import { root } from '../options.ts'
import { measureAnalyses } from './analyses.ts'
import { measureCategorise } from './categorise.ts'
import { measureSearch } from './search.ts'
import { openSearchFixture } from './search-seed.ts'
import { prepareService, type Service, startService } from './service.ts'
import { embedAll, everyActivity } from './vectors.ts'

/** One line and nothing measured where the service cannot run. */
export async function measureAi(rounds: number, log: (line: string) => void): Promise<Goal[]> {
  const prepared = await prepareService(log)
  if ('missing' in prepared) {
    log(`The part ai is skipped: ${prepared.missing}.`)
    return notMeasured(prepared.missing)
  }
  mkdirSync(join(root, '.worksmart'), { recursive: true })
  const folder = mkdtempSync(join(root, '.worksmart', 'bench-ai-'))
  let store: ObjectStoreProcess | null = null
  let service: Service | null = null
  try {
    store = await spawnObjectStore({
      folder: join(folder, 's3'),
      bucket: 'bench',
      allowedOrigins: [],
    })
    service = await startService(prepared.python, store)
    const idleMb = peakResidentMb(service.pid)
    log(`Embedding ${everyActivity.length.toLocaleString('en')} texts.`)
    const vectors = await embedAll(service, everyActivity)
    log('Categorising lines with 500 earlier entries.')
    const categorise = await measureCategorise(service, vectors, rounds)
    log('Analysing documents of ten pages.')
    const analyses = await measureAnalyses(service, store)
    log('Making a workspace of 50,000 pieces, and searching it.')
    const fixture = await openSearchFixture(folder, vectors)
    try {
      const search = await measureSearch(fixture, service, rounds)
      const memory = { idleMb, peakMb: peakResidentMb(service.pid), treeMb: analyses.mostTreeMb }
      return judgeAi({ categorise, search, analyses, memory })
    } finally {
      await fixture.cluster.stop()
    }
  } finally {
    await service?.stop()
    await store?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
