import { SampleData } from '@worksmart/types/workspaces'
import { Nothing } from '../http/replies.ts'
import type { Routes } from '../http/routes.ts'
import { addSampleData, removeSampleData } from './sample-data.service.ts'

const config = { auth: 'sampleData.write' } as const
const tags = ['identity']

export const sampleDataRoutes: Routes = (app, deps) => {
  app.post(
    '/sample-data',
    { config, schema: { tags, response: { 201: SampleData } } },
    async (request, reply) => {
      reply.status(201)
      return addSampleData(deps, request.actor)
    },
  )

  app.delete(
    '/sample-data',
    { config, schema: { tags, response: { 204: Nothing } } },
    async (request, reply) => {
      await removeSampleData(deps, request.actor)
      return reply.status(204).send(null)
    },
  )
}
