import * as z from 'zod'
import { AiSwitches, AiSwitchesPatch } from './ai.ts'
import { IdOut, Version } from './fields.ts'
import { limits } from './limits.ts'
import { safeText } from './text.ts'

export const Workspace = z
  .object({ id: IdOut, name: z.string(), ai: AiSwitches, version: Version })
  .meta({ id: 'Workspace' })
export type Workspace = z.infer<typeof Workspace>

export const WorkspacePatch = z
  .strictObject({
    name: safeText(limits.workspaceName).optional(),
    ai: AiSwitchesPatch.optional(),
  })
  .meta({ id: 'WorkspacePatch' })
export type WorkspacePatch = z.infer<typeof WorkspacePatch>

/** What adding the sample data made, so that the screen can say it. */
export const SampleData = z
  .object({ projects: z.int(), tasks: z.int(), checkins: z.int() })
  .meta({ id: 'SampleData' })
export type SampleData = z.infer<typeof SampleData>
