import { Readable } from 'node:stream'
import {
  Checkin,
  CheckinBatch,
  CheckinBatchResult,
  CheckinExportFilter,
  CheckinFilter,
  CheckinPage,
  CheckinPatch,
  CheckinStats,
  CheckinStatsFilter,
  NewCheckin,
  Removal,
} from '@worksmart/types/checkins'
import { limits } from '@worksmart/types/limits'
import * as z from 'zod'
import { etagOf, versionFrom } from '../http/etag.ts'
import { retryOf } from '../http/idempotency.ts'
import { IdPath, Nothing, sendWritten } from '../http/replies.ts'
import type { Routes } from '../http/routes.ts'
import { logBatch } from './checkin-batch.service.ts'
import { exportCheckins } from './checkin-export.ts'
import { checkinStats, getCheckin, listCheckins } from './checkin-reads.service.ts'
import { deleteCheckin, editCheckin, logCheckin, restoreCheckin } from './checkins.service.ts'

const read = { auth: 'checkins.read' } as const
const write = { auth: 'checkins.write' } as const
const tags = ['check-ins']
const exported = {
  description: 'Every check-in that the filters leave, newest first.',
  content: {
    'text/csv': { schema: z.string() },
    'application/json': { schema: z.array(Checkin) },
  },
}

export const checkinRoutes: Routes = (app, deps) => {
  app.get(
    '/checkins',
    { config: read, schema: { tags, querystring: CheckinFilter, response: { 200: CheckinPage } } },
    async (request, reply) => {
      const page = await listCheckins(deps, request.actor, request.query)
      return reply
        .type('application/json; charset=utf-8')
        .serializer(String)
        .send(page as never)
    },
  )

  app.get(
    '/checkins/stats',
    {
      config: read,
      schema: { tags, querystring: CheckinStatsFilter, response: { 200: CheckinStats } },
    },
    (request) => checkinStats(deps, request.actor, request.query),
  )

  app.get(
    '/checkins/export',
    {
      config: { ...read, limits: ['read', 'export'] },
      schema: { tags, querystring: CheckinExportFilter, response: { 200: exported } },
    },
    async (request, reply) => {
      const { format } = request.query
      const chunks = await exportCheckins(deps, request.actor, request.query)
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="check-ins.${format}"`)
        .send(Readable.from(chunks) as never)
    },
  )

  app.get(
    '/checkins/:id',
    { config: read, schema: { tags, params: IdPath, response: { 200: Checkin } } },
    async (request, reply) => {
      const checkin = await getCheckin(deps, request.actor, request.params.id)
      reply.header('etag', etagOf(checkin))
      return checkin
    },
  )

  app.post(
    '/checkins',
    { config: write, schema: { tags, body: NewCheckin, response: { 201: Checkin, 200: Checkin } } },
    async (request, reply) => {
      const retry = retryOf(request.headers['idempotency-key'], 'POST /checkins', request.body)
      // Only browsers send this header, and no script can set it.
      const source = request.headers['sec-fetch-site'] === undefined ? 'api' : 'web'
      return sendWritten(reply, await logCheckin(deps, request.actor, request.body, source, retry))
    },
  )

  app.post(
    '/checkins/batch',
    {
      config: write,
      bodyLimit: limits.batchBodyBytes,
      schema: { tags, body: CheckinBatch, response: { 200: CheckinBatchResult } },
    },
    async (request, reply) => {
      const retry = retryOf(
        request.headers['idempotency-key'],
        'POST /checkins/batch',
        request.body,
      )
      return sendWritten(reply, await logBatch(deps, request.actor, request.body, retry))
    },
  )

  app.patch(
    '/checkins/:id',
    {
      config: write,
      schema: { tags, params: IdPath, body: CheckinPatch, response: { 200: Checkin } },
    },
    async (request, reply) => {
      const { id } = request.params
      const version = versionFrom(request.headers['if-match'], id)
      const checkin = await editCheckin(deps, request.actor, id, version, request.body)
      reply.header('etag', etagOf(checkin))
      return checkin
    },
  )

  app.delete(
    '/checkins/:id',
    {
      config: write,
      schema: { tags, params: IdPath, body: Removal.nullish(), response: { 204: Nothing } },
    },
    async (request, reply) => {
      const { id } = request.params
      const version = versionFrom(request.headers['if-match'], id)
      await deleteCheckin(deps, request.actor, id, version, request.body?.reason)
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/checkins/:id/restore',
    {
      config: write,
      schema: { tags, params: IdPath, body: Removal.nullish(), response: { 200: Checkin } },
    },
    async (request, reply) => {
      const checkin = await restoreCheckin(
        deps,
        request.actor,
        request.params.id,
        request.body?.reason,
      )
      reply.header('etag', etagOf(checkin))
      return checkin
    },
  )
}
