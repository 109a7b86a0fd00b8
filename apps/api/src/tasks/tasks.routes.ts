import { Removal } from '@worksmart/types/checkins'
import { HistoryFilter, HistoryPage } from '@worksmart/types/history'
import { NewTask, Task, TaskFilter, TaskPage, TaskPatch } from '@worksmart/types/tasks'
import { etagOf, versionFrom } from '../http/etag.ts'
import { retryOf } from '../http/idempotency.ts'
import { IdPath, Nothing, sendWritten } from '../http/replies.ts'
import type { Routes } from '../http/routes.ts'
import {
  createTask,
  deleteTask,
  editTask,
  getTask,
  listTasks,
  restoreTask,
  taskHistory,
} from './tasks.service.ts'

const read = { auth: 'tasks.read' } as const
const write = { auth: 'tasks.write' } as const
const tags = ['tasks']
const params = IdPath

export const taskRoutes: Routes = (app, deps) => {
  app.get(
    '/tasks',
    { config: read, schema: { tags, querystring: TaskFilter, response: { 200: TaskPage } } },
    (request) => listTasks(deps, request.actor, request.query),
  )

  app.get(
    '/tasks/:id',
    { config: read, schema: { tags, params, response: { 200: Task } } },
    async (request, reply) => {
      const task = await getTask(deps, request.actor, request.params.id)
      reply.header('etag', etagOf(task))
      return task
    },
  )

  app.get(
    '/tasks/:id/history',
    {
      config: read,
      schema: { tags, params, querystring: HistoryFilter, response: { 200: HistoryPage } },
    },
    (request) => taskHistory(deps, request.actor, request.params.id, request.query),
  )

  app.post(
    '/tasks',
    { config: write, schema: { tags, body: NewTask, response: { 201: Task, 200: Task } } },
    async (request, reply) => {
      const retry = retryOf(request.headers['idempotency-key'], 'POST /tasks', request.body)
      return sendWritten(reply, await createTask(deps, request.actor, request.body, retry))
    },
  )

  app.patch(
    '/tasks/:id',
    { config: write, schema: { tags, params, body: TaskPatch, response: { 200: Task } } },
    async (request, reply) => {
      const { id } = request.params
      const version = versionFrom(request.headers['if-match'], id)
      const task = await editTask(deps, request.actor, id, version, request.body)
      reply.header('etag', etagOf(task))
      return task
    },
  )

  app.delete(
    '/tasks/:id',
    {
      config: write,
      schema: { tags, params, body: Removal.nullish(), response: { 204: Nothing } },
    },
    async (request, reply) => {
      const { id } = request.params
      await deleteTask(deps, request.actor, id, versionFrom(request.headers['if-match'], id))
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/tasks/:id/restore',
    { config: write, schema: { tags, params, body: Removal.nullish(), response: { 200: Task } } },
    async (request, reply) => {
      const task = await restoreTask(deps, request.actor, request.params.id)
      reply.header('etag', etagOf(task))
      return task
    },
  )
}
