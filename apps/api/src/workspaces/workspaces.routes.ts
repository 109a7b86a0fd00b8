import { Workspace, WorkspacePatch } from '@worksmart/types/workspaces'
import { etagOf, versionFrom } from '../http/etag.ts'
import type { Routes } from '../http/routes.ts'
import { editWorkspace, getWorkspace } from './workspaces.service.ts'

const tags = ['identity']

export const workspaceRoutes: Routes = (app, deps) => {
  app.get(
    '/workspace',
    { config: { auth: 'workspace.read' }, schema: { tags, response: { 200: Workspace } } },
    async (request, reply) => {
      const workspace = await getWorkspace(deps, request.actor)
      reply.header('etag', etagOf(workspace))
      return workspace
    },
  )

  app.patch(
    '/workspace',
    {
      config: { auth: 'workspace.edit' },
      schema: { tags, body: WorkspacePatch, response: { 200: Workspace } },
    },
    async (request, reply) => {
      const version = versionFrom(request.headers['if-match'], request.actor.workspaceId)
      const workspace = await editWorkspace(deps, request.actor, version, request.body)
      reply.header('etag', etagOf(workspace))
      return workspace
    },
  )
}
