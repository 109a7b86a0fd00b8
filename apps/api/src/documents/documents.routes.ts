import {
  Document,
  DocumentDownload,
  DocumentFilter,
  DocumentLink,
  DocumentLinkFilter,
  DocumentLinkPage,
  DocumentPage,
  DocumentPatch,
  DownloadFilter,
  NewDocument,
  NewDocumentLink,
  NewUpload,
  PresignedUpload,
} from '@worksmart/types/documents'
import { Id } from '@worksmart/types/fields'
import * as z from 'zod'
import { etagOf, versionFrom } from '../http/etag.ts'
import { retryOf } from '../http/idempotency.ts'
import { IdPath, Nothing, sendWritten } from '../http/replies.ts'
import type { Routes } from '../http/routes.ts'
import { confirmUpload } from './confirm-upload.ts'
import { linkDocument, listLinks, unlinkDocument } from './document-links.service.ts'
import {
  deleteDocument,
  downloadDocument,
  getDocument,
  listDocuments,
  renameDocument,
  restoreDocument,
} from './documents.service.ts'
import { presignUpload } from './uploads.service.ts'

const read = { auth: 'documents.read' } as const
const write = { auth: 'documents.write' } as const
const tags = ['documents']
const params = IdPath
const LinkPath = z.strictObject({ id: Id, linkId: Id })

export const documentRoutes: Routes = (app, deps) => {
  app.post(
    '/documents/presign',
    {
      config: { ...write, limits: ['write', 'presign'] },
      schema: { tags, body: NewUpload, response: { 200: PresignedUpload } },
    },
    async (request, reply) => {
      const retry = retryOf(
        request.headers['idempotency-key'],
        'POST /documents/presign',
        request.body,
      )
      const { upload, replayed } = await presignUpload(deps, request.actor, request.body, retry)
      if (replayed) reply.header('idempotency-replayed', 'true')
      return upload
    },
  )

  app.post(
    '/documents',
    {
      config: write,
      schema: { tags, body: NewDocument, response: { 201: Document, 200: Document } },
    },
    async (request, reply) => {
      const retry = retryOf(request.headers['idempotency-key'], 'POST /documents', request.body)
      const { uploadId } = request.body
      return sendWritten(reply, await confirmUpload(deps, request.actor, uploadId, retry))
    },
  )

  app.get(
    '/documents',
    {
      config: read,
      schema: { tags, querystring: DocumentFilter, response: { 200: DocumentPage } },
    },
    (request) => listDocuments(deps, request.actor, request.query),
  )

  app.get(
    '/documents/:id',
    { config: read, schema: { tags, params, response: { 200: Document } } },
    async (request, reply) => {
      const document = await getDocument(deps, request.actor, request.params.id)
      reply.header('etag', etagOf(document))
      return document
    },
  )

  app.get(
    '/documents/:id/download',
    {
      config: read,
      schema: { tags, params, querystring: DownloadFilter, response: { 200: DocumentDownload } },
    },
    (request) =>
      downloadDocument(deps, request.actor, request.params.id, request.query.inline === '1'),
  )

  app.patch(
    '/documents/:id',
    { config: write, schema: { tags, params, body: DocumentPatch, response: { 200: Document } } },
    async (request, reply) => {
      const { id } = request.params
      const version = versionFrom(request.headers['if-match'], id)
      const document = await renameDocument(deps, request.actor, id, version, request.body)
      reply.header('etag', etagOf(document))
      return document
    },
  )

  app.delete(
    '/documents/:id',
    { config: write, schema: { tags, params, response: { 204: Nothing } } },
    async (request, reply) => {
      const { id } = request.params
      await deleteDocument(deps, request.actor, id, versionFrom(request.headers['if-match'], id))
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/documents/:id/restore',
    { config: write, schema: { tags, params, response: { 200: Document } } },
    async (request, reply) => {
      const document = await restoreDocument(deps, request.actor, request.params.id)
      reply.header('etag', etagOf(document))
      return document
    },
  )

  app.get(
    '/documents/:id/links',
    {
      config: read,
      schema: {
        tags,
        params,
        querystring: DocumentLinkFilter,
        response: { 200: DocumentLinkPage },
      },
    },
    (request) => listLinks(deps, request.actor, request.params.id, request.query),
  )

  app.post(
    '/documents/:id/links',
    {
      config: write,
      schema: {
        tags,
        params,
        body: NewDocumentLink,
        response: { 201: DocumentLink, 200: DocumentLink },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const route = `POST /documents/${id}/links`
      const retry = retryOf(request.headers['idempotency-key'], route, request.body)
      return sendWritten(reply, await linkDocument(deps, request.actor, id, request.body, retry))
    },
  )

  app.delete(
    '/documents/:id/links/:linkId',
    {
      config: write,
      schema: { tags, params: LinkPath, response: { 204: Nothing } },
    },
    async (request, reply) => {
      const { id, linkId } = request.params
      const version = versionFrom(request.headers['if-match'], linkId)
      await unlinkDocument(deps, request.actor, id, linkId, version)
      return reply.status(204).send(null)
    },
  )
}
