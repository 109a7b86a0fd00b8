// B1: what five hundred projects weigh on the way to a browser, from the api's own answers.

import { gzipSync } from 'node:zlib'
import { buildApp } from '@worksmart/api/app.ts'
import { ProjectPage } from '@worksmart/types/projects'
import { crowdedPersonId, crowdedProjects } from './fixture.ts'
import { atMost, type Goal } from './goal.ts'
import type { Fixture } from './seed/open-fixture.ts'
import { productionRuntime } from './variant.ts'

const pageSize = 100
const most = 60
const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`

/** Asks for every page as the web app does; each is compressed by itself, at gzip's usual level 6. */
export async function measureProjectPages(fixture: Fixture): Promise<Goal> {
  const { appUrl, ownerUrl } = fixture
  const runtime = await productionRuntime({ appUrl, ownerUrl })
  const app = await buildApp(runtime.dependencies)
  try {
    const pages: Buffer[] = []
    let seen = 0
    for (let cursor: string | null = ''; cursor !== null; ) {
      const answer = await app.inject({
        url: `/projects?limit=${pageSize}${cursor && `&cursor=${cursor}`}`,
        remoteAddress: '127.0.0.1',
        headers: { host: '127.0.0.1', 'x-user-id': crowdedPersonId(1) },
      })
      if (answer.statusCode !== 200) throw new Error(`/projects: ${answer.body}`)
      const page = ProjectPage.parse(answer.json())
      if (page.items.some(({ facts }) => facts.minutes === 0)) {
        throw new Error('A project without time weighs less than a real one.')
      }
      pages.push(answer.rawPayload)
      seen += page.items.length
      cursor = page.nextCursor
    }
    if (seen !== crowdedProjects) throw new Error(`${seen} projects instead of ${crowdedProjects}.`)
    const sizeAt = (level: number) =>
      pages.reduce((sum, page) => sum + gzipSync(page, { level }).length, 0)
    const bytes = pages.reduce((sum, page) => sum + page.length, 0)
    return atMost('B1', `${seen} projects in ${pages.length} pages of ${pageSize}, gzip -6`, {
      value: sizeAt(6) / 1000,
      most,
      unit: 'KB',
      got: kb(sizeAt(6)),
      reference: `${kb(sizeAt(1))} -1, ${kb(sizeAt(9))} -9, ${kb(bytes)} plain`,
    })
  } finally {
    await app.close()
    await runtime.pool.end()
  }
}
