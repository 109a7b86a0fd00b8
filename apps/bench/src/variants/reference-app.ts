// What a good team would write first: Fastify, a Drizzle transaction in the person's name, Drizzle
// queries, and answers encoded by their Zod schema. It is kept honest: the same role, policies,
// identity, pool and answers as the api, named statements, and one statement to enter the person's
// context where three would be usual.

import { createHash, randomUUID } from 'node:crypto'
import { toCheckin } from '@worksmart/api/checkins/checkins.queries.ts'
import { toInstant } from '@worksmart/api/db/instant.ts'
import { cutPage, decodeCursor, encodeCursor } from '@worksmart/api/db/keyset.ts'
import { auditLog, auditValues, checkins } from '@worksmart/api/db/schema.ts'
import { Checkin, CheckinFilter, CheckinPage, NewCheckinFields } from '@worksmart/types/checkins'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import Fastify, { type FastifyRequest } from 'fastify'
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import pg from 'pg'
import * as z from 'zod'
import { benchIdentity, type VariantSettings } from '../variant.ts'

type Paging = 'keyset' | 'offset'

const OffsetFilter = CheckinFilter.extend({ offset: z.coerce.number().int().min(0).default(0) })

/** The reference over the same database; `paging` says how it finds a page. */
export async function buildReference(settings: VariantSettings, paging: Paging) {
  const pool = new pg.Pool({
    connectionString: settings.appUrl,
    max: 4,
    options: '-c TimeZone=UTC -c DateStyle=ISO -c statement_timeout=5000',
  })
  pool.on('error', () => {})
  const db = drizzle(pool, { casing: 'snake_case' })
  const identity = benchIdentity(settings)
  const app = Fastify({ logger: false }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)

  type Tx = Parameters<Parameters<typeof db.transaction>[0]>[0]
  type Person = { workspaceId: string; userId: string; role: string }

  async function asPerson<T>(
    request: FastifyRequest,
    work: (tx: Tx, person: Person) => Promise<T>,
  ) {
    const { workspaceId, userId } = await identity.identify(request)
    return db.transaction(async (tx) => {
      const { rows } = await tx.execute<{ role: string; active: boolean }>(
        sql`select role, active from enter_as(${workspaceId}, ${userId})`,
      )
      const me = rows[0]
      if (!me?.active) throw new Error('Not allowed.')
      return work(tx, { workspaceId, userId, role: me.role })
    })
  }

  const visibleTo = (person: Person) =>
    and(
      eq(checkins.workspaceId, person.workspaceId),
      person.role === 'member' ? eq(checkins.userId, person.userId) : undefined,
      isNull(checkins.deletedAt),
    )

  app.get(
    '/checkins',
    { schema: { querystring: OffsetFilter, response: { 200: CheckinPage } } },
    async (request) => {
      const { offset, ...filter } = request.query
      return asPerson(request, async (tx, person) => {
        const scope = { list: 'checkins', filter, identity: person }
        const after =
          filter.cursor === undefined ? null : decodeCursor(scope, filter.cursor, ['instant', 'id'])
        const query = tx
          .select()
          .from(checkins)
          .where(
            and(
              visibleTo(person),
              after === null
                ? undefined
                : sql`(${checkins.createdAt}, ${checkins.id}) < (${after[0]}, ${after[1]})`,
            ),
          )
          .orderBy(desc(checkins.createdAt), desc(checkins.id))
          .limit(filter.limit + 1)
        const shape = `${person.role}_${after === null ? 'first' : 'after'}`
        const rows = await (paging === 'offset'
          ? query.offset(offset)
          : query.prepare(`reference_${shape}`).execute())
        const page = cutPage(rows, filter.limit)
        const last = page.last
        return {
          items: page.rows.map(toCheckin),
          nextCursor:
            last === null ? null : encodeCursor(scope, [toInstant(last.createdAt), last.id]),
        }
      })
    },
  )

  app.post(
    '/checkins',
    { schema: { body: NewCheckinFields, response: { 201: Checkin } } },
    async (request, reply) => {
      const { startedAt = null, endedAt = null, timeZone = null, ...body } = request.body
      const made = await asPerson(request, async (tx, { workspaceId, userId, role }) => {
        const rows = await tx
          .insert(checkins)
          .values({
            ...body,
            id: body.id ?? randomUUID(),
            workspaceId,
            userId,
            startedAt,
            endedAt,
            timeZone,
            source: 'api',
          })
          .onConflictDoNothing()
          .returning()
        const row = rows[0]
        if (!row) throw new Error('This id is taken.')
        const after = toCheckin(row)
        const auditId = randomUUID()
        await tx.insert(auditLog).values({
          workspaceId,
          id: auditId,
          actorId: userId,
          actorRole: role,
          action: 'checkin.created',
          objectType: 'checkin',
          objectId: row.id,
          fields: Object.keys(after),
          requestId: randomUUID(),
          valuesHash: createHash('sha256').update(JSON.stringify(after)).digest('hex'),
        })
        await tx.insert(auditValues).values({ workspaceId, auditId, after })
        return after
      })
      return reply.status(201).send(made)
    },
  )
  return app
}
