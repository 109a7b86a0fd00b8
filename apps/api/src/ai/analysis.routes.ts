import { AnalysisWish, DocumentAnalysis } from '@worksmart/types/analysis'
import { IdPath } from '../http/replies.ts'
import type { Routes } from '../http/routes.ts'
import { beginAnalysis, getAnalysis } from './analysis.service.ts'

const tags = ['documents']
const params = IdPath

export const analysisRoutes: Routes = (app, deps) => {
  app.get(
    '/documents/:id/analysis',
    {
      config: { auth: 'documents.read' },
      schema: { tags, params, response: { 200: DocumentAnalysis } },
    },
    (request) => getAnalysis(deps, request.actor, request.params.id),
  )

  app.post(
    '/documents/:id/analyze',
    {
      config: { auth: 'documents.write', limits: ['write', 'ai', 'ai-day'] },
      schema: {
        tags,
        params,
        body: AnalysisWish.nullish(),
        response: { 200: DocumentAnalysis, 202: DocumentAnalysis },
      },
    },
    async (request, reply) => {
      const again = request.body?.again ?? false
      const { status, body } = await beginAnalysis(deps, request.actor, request.params.id, again)
      return reply.status(status).send(body)
    },
  )
}
