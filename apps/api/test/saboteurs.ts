// Hand-made defects, each with the test that has to notice it. A row is one edit: the exact text
// stands once in the file, so that the list cannot rot, and the replacement is what a careless hand
// might leave there.

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts here are pieces of other files.

export type Saboteur = {
  id: string
  defect: string
  /** From the root of the repository, like the test. */
  file: string
  exact: string
  replacement: string
  /** The test that must turn red: its file, and its title as it is written there. */
  caughtBy: { file: string; title: string }
}

const api = (file: string, title: string) => ({ file: `apps/api/${file}`, title })

const policies = 'apps/api/drizzle/0001_roles_and_policies.sql'
const boot = api('test/wall-boot.test.ts', 'a database as it is migrated has no defect')
const borrower = api(
  'test/wall-boot.test.ts',
  'the next borrower of a connection inherits no context, whatever happened before',
)
const secondAlone = api(
  'test/one-wall.test.ts',
  'row-level security shows $name to $who about a row that is $relation: $isVisible',
)
const firstAlone = api(
  'test/one-wall.test.ts',
  'the api’s own wall answers $name to $who about a row that is $relation: $code',
)
const boots = api('test/fence.test.ts', '$entry with $name does what the fence says')

export const saboteurs: Saboteur[] = [
  {
    id: 'S1',
    defect: 'the policy of check-ins is dropped',
    file: policies,
    exact: `CREATE POLICY checkin_read ON checkins FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_manages())
      OR ((SELECT ctx_role()) = 'member' AND user_id = (SELECT ctx_user()))));`,
    replacement: 'SELECT 1;',
    caughtBy: boot,
  },
  {
    id: 'S1b',
    defect: 'the policy of check-ins lets a member read the team’s',
    file: policies,
    exact: `CREATE POLICY checkin_read ON checkins FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace())
    AND ((SELECT ctx_manages())
      OR ((SELECT ctx_role()) = 'member' AND user_id = (SELECT ctx_user()))));`,
    replacement: `CREATE POLICY checkin_read ON checkins FOR SELECT
  USING (workspace_id = (SELECT ctx_workspace()) AND (SELECT ctx_role()) IS NOT NULL);`,
    caughtBy: secondAlone,
  },
  {
    id: 'S1c',
    defect: 'the policy of documents lets everyone read private ones',
    file: 'apps/api/drizzle/0006_document_policies.sql',
    exact: `OR ((SELECT ctx_role()) IS NOT NULL AND (uploader_id = (SELECT ctx_user())
        OR EXISTS`,
    replacement: `OR ((SELECT ctx_role()) IS NOT NULL AND (true
        OR EXISTS`,
    caughtBy: secondAlone,
  },
  {
    id: 'S2',
    defect: 'row-level security is not forced on the owner of the tables',
    file: policies,
    exact: "EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);",
    replacement: 'NULL;',
    caughtBy: boot,
  },
  {
    id: 'S3',
    defect: 'the context outlives its transaction',
    file: 'apps/api/drizzle/0016_ended_sessions_policies.sql',
    exact: `set_config('app.workspace_id', workspace::text, true)`,
    replacement: `set_config('app.workspace_id', workspace::text, false)`,
    caughtBy: borrower,
  },
  {
    id: 'S4',
    defect: 'a connection goes back to the pool after an error as it is',
    file: 'apps/api/src/db/with-actor.ts',
    exact: `broken =
        isUnanswered(error) ||
        (await client.query('rollback').then(
          () => false,
          () => true,
        ))`,
    replacement: 'broken = false',
    caughtBy: borrower,
  },
  {
    id: 'S5',
    defect: 'one condition forgets the workspace',
    file: 'apps/api/src/checkins/checkins.queries.ts',
    exact: `export function visibleTo(viewer: Viewer): SQL | undefined {
  const here = eq(checkins.workspaceId, viewer.workspaceId)`,
    replacement: `export function visibleTo(viewer: Viewer): SQL | undefined {
  const here = sql\`true\``,
    caughtBy: firstAlone,
  },
  {
    id: 'S6',
    defect: 'the stats forget whose rows the person may see',
    file: 'apps/api/src/checkins/checkin-stats.queries.ts',
    exact: 'const { where, values, shape } = narrow(scope, filter, false)',
    replacement:
      'const { where, values, shape } = narrow({ ...scope, userId: null }, filter, false)',
    caughtBy: api(
      'test/no-difference.test.ts',
      'a colleague’s and another workspace’s rows leave a member’s answers byte for byte',
    ),
  },
  {
    id: 'S7',
    defect: 'the pieces compared by meaning are read without the predicate',
    file: 'apps/api/src/search/arms.queries.ts',
    exact: 'const here = sql`${seenBy(viewer)} and s.model',
    replacement: 'const here = sql`s.workspace_id = ${viewer.workspaceId} and s.model',
    caughtBy: api(
      'test/search-arms.test.ts',
      'by %s nobody reads another’s row, whatever the database would allow',
    ),
  },
  {
    id: 'S8',
    defect: 'a cursor is rounded to whole seconds',
    file: 'apps/api/src/checkins/checkin-reads.service.ts',
    exact: "const logged = [toInstant(row[column.createdAt] ?? ''), row[column.id] ?? '']",
    replacement:
      "const logged = [toInstant(row[column.createdAt] ?? '').replace(/\\.\\d+Z/, '.000Z'), row[column.id] ?? '']",
    caughtBy: api('test/keyset-walk.test.ts', 'every page size gives the sorted set'),
  },
  {
    id: 'S8b',
    defect: 'the next page is asked for with the comparison spelled out',
    file: 'apps/api/src/checkins/checkins.queries.ts',
    exact:
      "? ` and (${key.join(', ')}) < (${casts.map((cast, i) => `$${values.length + 1 + i}::${cast}`).join(', ')})`",
    replacement:
      "? ` and (${key.map((name, i) => `(${[...key.slice(0, i).map((before, j) => `${before} = $${values.length + 1 + j}::${casts[j]}`), `${name} < $${values.length + 1 + i}::${casts[i]}`].join(' and ')})`).join(' or ')})`",
    caughtBy: api('test/plans.test.ts', 'of $what, order=$order, $place, is one range of an index'),
  },
  {
    id: 'S9',
    defect: 'a cursor does not know its filters',
    file: 'apps/api/src/db/keyset.ts',
    exact: '    key,\n    sorted,\n',
    replacement: '    key,\n',
    caughtBy: api(
      'test/keyset-walk.test.ts',
      'belongs to its filters, its order, its list and its person',
    ),
  },
  {
    id: 'S10',
    defect: 'an edit does not look at the version',
    file: 'apps/api/src/checkins/checkins.queries.ts',
    exact: 'eq(checkins.version, version),',
    replacement: '',
    caughtBy: api(
      'test/versions.test.ts',
      'of edits that all read one version before the first is written, one wins',
    ),
  },
  {
    id: 'S11',
    defect: 'the key of a retry is written after the effect instead of claimed before it',
    file: 'apps/api/src/http/idempotency.ts',
    exact: 'const earlier = await claim(tx, viewer, retry)',
    replacement: 'const earlier = await readStored(tx, viewer, retry)',
    caughtBy: api(
      'test/idempotency.test.ts',
      'makes one row of twenty equal posts at once, and twenty equal answers',
    ),
  },
  {
    id: 'S12',
    defect: 'a failure is kept and replayed',
    file: 'apps/api/src/http/idempotency.ts',
    exact: '  if (earlier) return earlier\n  const written = asWritten(await write())',
    replacement: `  if (earlier) return earlier
  const written = asWritten(
    await write().catch((error) => ({ status: error.status ?? 503, body: { code: error.code }, etag: null })),
  )`,
    caughtBy: api('test/idempotency.test.ts', 'a refusal is not kept: the corrected retry works'),
  },
  {
    id: 'S13',
    defect: 'a replay is answered whatever the person may see now',
    file: 'apps/api/src/documents/confirm-upload.ts',
    exact: 'const replay = await findReplay(tx, viewer, retry)\n',
    replacement:
      'const replay = await findReplay(tx, viewer, retry)\n  if (replay) return { answer: replay }\n',
    caughtBy: api(
      'test/documents-bad-confirms.test.ts',
      'of a document that was deleted meanwhile is 404',
    ),
  },
  {
    id: 'S14',
    defect: 'nobody hears when an idle connection ends',
    file: 'apps/api/src/db/connect.ts',
    exact: "pool.on('error', events.onIdleError)",
    replacement: '',
    caughtBy: api(
      'test/faults/F04-backends-terminated.test.ts',
      'idle connections that are cut are replaced before anybody notices',
    ),
  },
  {
    id: 'S15',
    defect: 'a body may hold keys that nobody knows',
    file: 'packages/types/src/checkins.ts',
    exact: `export const NewCheckinLine = z
  .strictObject({`,
    replacement: `export const NewCheckinLine = z
  .object({`,
    caughtBy: api(
      'test/bad-input.test.ts',
      'a body that creates %s is refused with every column that is not its own',
    ),
  },
  {
    id: 'S16',
    defect: 'a text may hold a NUL',
    file: 'packages/types/src/text.ts',
    exact: "return text.isWellFormed() && !text.includes('\\u0000')",
    replacement: 'return text.isWellFormed()',
    caughtBy: { file: 'packages/types/src/text.test.ts', title: 'refuses %j' },
  },
  {
    id: 'S17',
    defect: 'pages of other sites may write',
    file: 'apps/api/src/app.ts',
    exact: '    refuseCrossOrigin(request)\n',
    replacement: '',
    caughtBy: api('src/identity/clerk.test.ts', 'that a page of %s sends is a 403'),
  },
  {
    id: 'S17b',
    defect: 'a session in a cookie signs in',
    file: 'apps/api/src/identity/clerk.ts',
    exact: 'const { authorization } = request.headers\n',
    replacement: `const authorization =
    request.headers.authorization ?? request.headers.cookie?.replace('__session=', 'Bearer ')\n`,
    caughtBy: api(
      'src/identity/clerk.test.ts',
      'that is missing, in a cookie or under another scheme is a 401',
    ),
  },
  {
    id: 'S18',
    defect: 'a token of any issuer is taken',
    file: 'apps/api/src/identity/clerk.ts',
    exact: 'iss !== settings.issuer || ',
    replacement: '',
    caughtBy: api('src/identity/clerk.test.ts', 'that is %s is a 401 and says how to sign in'),
  },
  {
    id: 'S19',
    defect: 'local mode starts in production',
    file: 'apps/api/src/env-refusals.ts',
    exact: "if (env.NODE_ENV === 'production') reasons.push('NODE_ENV is production.')",
    replacement: '',
    caughtBy: boots,
  },
  {
    id: 'S19b',
    defect: 'the production entry takes the local mode',
    file: 'apps/api/src/env-refusals.ts',
    exact: "if (env.AUTH_MODE !== 'clerk') reasons.push('AUTH_MODE has to be clerk.')",
    replacement: '',
    caughtBy: boots,
  },
  {
    id: 'S20',
    defect: 'the production entry imports the local identity',
    file: 'apps/api/src/server.ts',
    exact: "import { clerkIdentity } from './identity/clerk.ts'",
    replacement:
      "import { clerkIdentity } from './identity/clerk.ts'\nimport './identity/dev-header.ts'",
    caughtBy: api('test/fence.test.ts', '%s cannot reach the local identity'),
  },
  {
    id: 'S21',
    defect: 'the type and the checksum of an upload are not signed',
    file: 'apps/api/src/storage/storage.ts',
    exact: 'signableHeaders: signedOnPut,',
    replacement: '',
    caughtBy: api(
      'src/storage/storage.test.ts',
      'signs size, type, content and write-once, and nothing else',
    ),
  },
  {
    id: 'S22',
    defect: 'an upload is confirmed without its checksum',
    file: 'apps/api/src/documents/confirm-upload.ts',
    exact: "if (sha256 !== upload.sha256) return 'upload.checksum_mismatch'",
    replacement: '',
    caughtBy: api('test/documents-bad-confirms.test.ts', 'another %s is found by the confirm'),
  },
  {
    id: 'S23',
    defect: 'the api follows where the inference service leads',
    file: 'apps/api/src/ai/http-exchange.ts',
    exact: 'const receive = (answer: IncomingMessage) => {\n',
    replacement: `const receive = (answer: IncomingMessage) => {
          if (answer.headers.location) {
            plain(answer.headers.location, { method: 'POST' }).on('response', receive).end('{}')
            return
          }\n`,
    caughtBy: api(
      'test/faults/F36-inference-refuses.test.ts',
      'a %i is %s, and where it leads is never asked',
    ),
  },
  {
    id: 'S24',
    defect: 'suggested ids are taken as they come',
    file: 'apps/api/src/ai/answer-checks.ts',
    exact: 'demandKnown(valuesOf(kind), values, `a ${kind}`)',
    replacement: '',
    caughtBy: api('test/inference-client.test.ts', '%s is not believed'),
  },
  {
    id: 'S25',
    defect: 'one write leaves no line in the log',
    file: 'apps/api/src/checkins/checkins.service.ts',
    exact: "await audit(deps, tx, viewer, 'checkin.deleted', before, null, reason)",
    replacement: '',
    caughtBy: api(
      'test/audit.test.ts',
      'a removal and a restore, with what went and what came back',
    ),
  },
  {
    id: 'S26',
    defect: 'a header is added inside one location, which drops all the others there',
    file: 'nginx/production.conf.template',
    exact: 'root ${ACME_ROOT};\n',
    replacement: 'root ${ACME_ROOT};\n      add_header X-Place challenge;\n',
    caughtBy: {
      file: 'apps/e2e/deploy/nginx.test.ts',
      title: 'headers are added in one file only, and for errors too',
    },
  },
  {
    id: 'S27',
    defect: 'an answer holds keys that its contract does not name',
    file: 'apps/api/src/http/serializer.ts',
    exact: 'const to: Record<string, unknown> = {}',
    replacement: 'const to: Record<string, unknown> = { ...from }',
    caughtBy: api(
      'src/http/serializer.test.ts',
      'holds declared keys only, at every level, checked or not',
    ),
  },
  {
    id: 'S28',
    defect: 'the role that a person had last time decides',
    file: 'apps/api/src/db/with-actor.ts',
    exact: 'if (viewer.role === known.role) {',
    replacement: 'if (known.role) {',
    caughtBy: api(
      'test/role-change.test.ts',
      'a person who becomes a manager sees the team in the next list',
    ),
  },
  {
    id: 'S29',
    defect: 'a session that was signed out of is taken',
    file: 'apps/api/src/db/with-actor.ts',
    exact: "if (ended === 't') throw sessionEnded()",
    replacement: '',
    caughtBy: api(
      'src/identity/sign-out.test.ts',
      'refuses every token of the session from the next request on, made before or after',
    ),
  },
]
