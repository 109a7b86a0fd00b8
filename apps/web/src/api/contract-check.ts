// Development and tests only: production does not parse answers, because web and api ship together.
import { AiDecision, AiHealth, Categories } from '@worksmart/types/ai'
import { DocumentAnalysis } from '@worksmart/types/analysis'
import { Anomalies } from '@worksmart/types/anomalies'
import {
  Checkin,
  CheckinBatchResult,
  CheckinPage,
  CheckinStats,
  TagCounts,
} from '@worksmart/types/checkins'
import {
  Document,
  DocumentDownload,
  DocumentLink,
  DocumentLinkPage,
  DocumentPage,
  PresignedUpload,
} from '@worksmart/types/documents'
import { HistoryPage } from '@worksmart/types/history'
import { Narrative, NarrativeDraft, NarrativePage } from '@worksmart/types/narrative'
import { Project, ProjectPage, ProjectSummary } from '@worksmart/types/projects'
import { SearchAnswer } from '@worksmart/types/search'
import { Task, TaskPage } from '@worksmart/types/tasks'
import { Erasure, LocalPeople, Me, User, UserPage } from '@worksmart/types/users'
import { SampleData, Workspace } from '@worksmart/types/workspaces'
import type { Method } from './client.ts'

type Contract = { safeParse(answer: unknown): { success: boolean; error?: Error | undefined } }

const contracts: Record<string, Contract> = {
  'GET /local/people': LocalPeople,
  'GET /me': Me,
  'DELETE /me': Erasure,
  'GET /users': UserPage,
  'POST /users': User,
  'PATCH /users/:id': User,
  'DELETE /users/:id/data': Erasure,
  'GET /projects': ProjectPage,
  'POST /projects': Project,
  'PATCH /projects/:id': Project,
  'POST /projects/:id/restore': Project,
  'GET /projects/:id/summary': ProjectSummary,
  'GET /projects/:id/history': HistoryPage,
  'GET /tasks': TaskPage,
  'POST /tasks': Task,
  'GET /tasks/:id': Task,
  'PATCH /tasks/:id': Task,
  'POST /tasks/:id/restore': Task,
  'GET /tasks/:id/history': HistoryPage,
  'POST /documents/presign': PresignedUpload,
  'GET /documents': DocumentPage,
  'POST /documents': Document,
  'GET /documents/:id': Document,
  'PATCH /documents/:id': Document,
  'POST /documents/:id/restore': Document,
  'GET /documents/:id/download': DocumentDownload,
  'GET /documents/:id/links': DocumentLinkPage,
  'POST /documents/:id/links': DocumentLink,
  'GET /tags': TagCounts,
  'GET /checkins': CheckinPage,
  'POST /checkins': Checkin,
  'GET /checkins/:id': Checkin,
  'PATCH /checkins/:id': Checkin,
  'POST /checkins/:id/restore': Checkin,
  'GET /checkins/stats': CheckinStats,
  'POST /checkins/batch': CheckinBatchResult,
  'POST /sample-data': SampleData,
  'GET /documents/:id/analysis': DocumentAnalysis,
  'POST /documents/:id/analyze': DocumentAnalysis,
  'GET /workspace': Workspace,
  'PATCH /workspace': Workspace,
  'POST /categorize': Categories,
  'GET /anomalies': Anomalies,
  'POST /search': SearchAnswer,
  'POST /ai/feedback': AiDecision,
  'GET /health/ai': AiHealth,
  'POST /projects/:id/status-narrative': NarrativeDraft,
  'GET /projects/:id/narratives': NarrativePage,
  'POST /projects/:id/narratives': Narrative,
}

/** Throws when an answer breaks its contract. An address without a contract passes. */
export function checkContract(method: Method, path: string, answer: unknown): void {
  const route = path.replace(/\/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '/:id')
  const contract = contracts[`${method} ${route}`]
  const result = contract?.safeParse(answer)
  if (result && !result.success) {
    throw new Error(`${method} ${route} broke its contract: ${result.error?.message}`)
  }
}
