// Inputs that are wrong, as data: each has one exact answer, and none changes a row.

import { addresses, ids, query, unnamedQueries } from './addresses.ts'
import { ai } from './ai.ts'
import { framing, jsonShapes } from './bodies.ts'
import { documents } from './documents.ts'
import { headers } from './headers.ts'
import type { BadInput } from './input.ts'
import { numbers } from './numbers.ts'
import { projects, tasks } from './projects-and-tasks.ts'
import { text } from './texts.ts'
import { people } from './users.ts'

export const badInputs: [string, BadInput[]][] = [
  ['framing', framing],
  ['JSON', jsonShapes],
  ['text', text],
  ['numbers and time', numbers],
  ['ids', ids],
  ['query', query],
  ['queries that nothing reads', unnamedQueries],
  ['headers', headers],
  ['addresses', addresses],
  ['projects', projects],
  ['tasks', tasks],
  ['people', people],
  ['AI, search and settings', ai],
  ['documents', documents],
]
