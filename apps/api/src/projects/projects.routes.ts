import { ProjectFilter, ProjectPage } from '@worksmart/types/projects'
import type { Routes } from '../http/routes.ts'
import { listProjects } from './projects.service.ts'

export const projectRoutes: Routes = (app, deps) => {
  app.get(
    '/projects',
    {
      config: { auth: 'projects.read' },
      schema: { tags: ['projects'], querystring: ProjectFilter, response: { 200: ProjectPage } },
    },
    (request) => listProjects(deps, request.actor, request.query),
  )
}
