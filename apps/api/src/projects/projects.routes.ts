import { Removal } from '@worksmart/types/checkins'
import { HistoryFilter, HistoryPage } from '@worksmart/types/history'
import {
  NewProject,
  Project,
  ProjectFilter,
  ProjectPage,
  ProjectPatch,
  ProjectSummary,
} from '@worksmart/types/projects'
import { etagOf, versionFrom } from '../http/etag.ts'
import { retryOf } from '../http/idempotency.ts'
import { IdPath, Nothing, sendWritten } from '../http/replies.ts'
import type { Routes } from '../http/routes.ts'
import {
  createProject,
  deleteProject,
  editProject,
  getProject,
  listProjects,
  projectHistory,
  restoreProject,
  summarizeProject,
} from './projects.service.ts'

const read = { auth: 'projects.read' } as const
const tags = ['projects']
const params = IdPath

export const projectRoutes: Routes = (app, deps) => {
  app.get(
    '/projects',
    { config: read, schema: { tags, querystring: ProjectFilter, response: { 200: ProjectPage } } },
    (request) => listProjects(deps, request.actor, request.query),
  )

  app.get(
    '/projects/:id',
    { config: read, schema: { tags, params, response: { 200: Project } } },
    async (request, reply) => {
      const project = await getProject(deps, request.actor, request.params.id)
      reply.header('etag', etagOf(project))
      return project
    },
  )

  app.get(
    '/projects/:id/summary',
    { config: read, schema: { tags, params, response: { 200: ProjectSummary } } },
    (request) => summarizeProject(deps, request.actor, request.params.id),
  )

  app.get(
    '/projects/:id/history',
    {
      config: read,
      schema: { tags, params, querystring: HistoryFilter, response: { 200: HistoryPage } },
    },
    (request) => projectHistory(deps, request.actor, request.params.id, request.query),
  )

  app.post(
    '/projects',
    {
      config: { auth: 'projects.add' },
      schema: { tags, body: NewProject, response: { 201: Project, 200: Project } },
    },
    async (request, reply) => {
      const retry = retryOf(request.headers['idempotency-key'], 'POST /projects', request.body)
      return sendWritten(reply, await createProject(deps, request.actor, request.body, retry))
    },
  )

  app.patch(
    '/projects/:id',
    {
      config: { auth: 'projects.edit' },
      schema: { tags, params, body: ProjectPatch, response: { 200: Project } },
    },
    async (request, reply) => {
      const { id } = request.params
      const version = versionFrom(request.headers['if-match'], id)
      const project = await editProject(deps, request.actor, id, version, request.body)
      reply.header('etag', etagOf(project))
      return project
    },
  )

  app.delete(
    '/projects/:id',
    {
      config: { auth: 'projects.remove' },
      schema: { tags, params, body: Removal.nullish(), response: { 204: Nothing } },
    },
    async (request, reply) => {
      const { id } = request.params
      await deleteProject(deps, request.actor, id, versionFrom(request.headers['if-match'], id))
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/projects/:id/restore',
    {
      config: { auth: 'projects.remove' },
      schema: { tags, params, body: Removal.nullish(), response: { 200: Project } },
    },
    async (request, reply) => {
      const project = await restoreProject(deps, request.actor, request.params.id)
      reply.header('etag', etagOf(project))
      return project
    },
  )
}
