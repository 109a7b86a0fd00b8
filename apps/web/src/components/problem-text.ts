import type { ErrorCode } from '@worksmart/types/error-codes'
import { ApiProblem, Unreachable } from '../api/client.ts'

export type ProblemText = { title: string; detail: string; requestId: string | null }
type Words = readonly [title: string, detail: string]

const databaseDown: Words = [
  'The data is not reachable right now',
  'What you wrote is safe here. Try again in a moment.',
]
const filesDown: Words = ['The file storage is not answering', 'Try again in a moment.']
const busy: Words = ['The server is busy', 'Try again in a moment.']
const signedOut: Words = ['You are signed out', 'Sign in again. What you wrote is kept.']
const gone: Words = ['Not here, or not visible to you', 'It may have been deleted or moved.']
const changed: Words = [
  'Someone changed this in the meantime',
  'Look at both versions and choose the one to keep.',
]

const byCode: Partial<Record<ErrorCode, Words>> = {
  'ai.bad_response': [
    'AI help gave an answer that cannot be trusted',
    'Nothing of it was kept. Try again later.',
  ],
  'ai.misconfigured': ['AI help is not set up as it should be', 'An admin has to look.'],
  'ai.off': ['AI help is off', 'Everything works without it.'],
  'ai.timeout': ['AI help took too long', 'Try again in a moment.'],
  'ai.unavailable': ['AI help is not available right now', 'Everything works without it.'],
  'account.inactive': ['This account is switched off', 'An admin can switch it on again.'],
  'account.second_factor': [
    'A second factor is needed',
    'Add one to your account if it has none, then sign in again with it.',
  ],
  'account.unknown': ['This person is not known here', 'Choose a person again.'],
  'checkin.id_taken': ['This entry exists already', 'Reload to see the one that was saved.'],
  'checkin.not_found': gone,
  'cursor.invalid': ['The list has moved on', 'Load it again from the top.'],
  'database.busy': busy,
  'database.conflict_retry': busy,
  'database.full': ['Storage is full', 'Reading works; saving waits until there is room again.'],
  'database.lock_timeout': busy,
  'database.read_only': ['Reading only for now', 'What you write is kept here and saved later.'],
  'database.schema_mismatch': databaseDown,
  'database.timeout': databaseDown,
  'database.unavailable': databaseDown,
  'document.analysis_running': ['The document is being analysed already', 'Wait for its result.'],
  'document.not_found': gone,
  'document.not_ready': [
    'This file cannot be opened now',
    'It is being checked, or the check found something harmful in it.',
  ],
  'document.object_missing': [
    'The file of this document is not in the storage any more',
    'An admin has to look.',
  ],
  'idempotency.in_progress': ['Still saving', 'The first try has not finished yet.'],
  'idempotency.key_reused': ['This was saved already', 'Reload to see what was saved.'],
  'identity.required': signedOut,
  'link.not_found': gone,
  'permission.denied': ['You may not do this', 'A manager or an admin of the workspace can.'],
  'project.archived': ['This project is archived', 'Choose another project, or reopen it first.'],
  'project.full': ['This project is full', 'Choose another project for this task.'],
  'project.not_empty': [
    'This project has tasks or time',
    'Archive it instead. Nothing is lost then.',
  ],
  'project.key_taken': ['This key is taken', 'Choose another one.'],
  'project.not_found': gone,
  'rate.limited': ['Too many requests', 'Try again in a moment.'],
  'request.body_too_large': ['This is too much at once', 'Send it in smaller parts.'],
  'request.invalid': ['Something here is not valid', 'Correct the marked field and try again.'],
  'request.route_not_found': ['Not available here', 'Reload the page to get the current version.'],
  'request.timeout': ['The connection is slow', 'Nothing was changed. Try again.'],
  'server.error': ['Something went wrong on the server', 'What you wrote is safe here. Try again.'],
  'server.overloaded': busy,
  'server.stopping': ['The server is restarting', 'Try again in a moment.'],
  'storage.clock_skew': filesDown,
  'storage.timeout': filesDown,
  'storage.unavailable': filesDown,
  'suggestion.not_found': ['This suggestion is not there any more', 'Ask for a new one.'],
  'task.has_time': [
    'Time was logged on this task',
    'Set it to Done instead. Nothing is lost then.',
  ],
  'task.id_taken': ['This task exists already', 'Reload to see the one that was saved.'],
  'task.not_found': gone,
  'upload.checksum_mismatch': ['The file changed while it was sent', 'Try again.'],
  'upload.confirming': ['The file is still being checked', 'Try again in a moment.'],
  'upload.content_mismatch': [
    'What is in this file is not what its name says',
    'Save it again in its own format, or give it the right ending.',
  ],
  'upload.empty': ['This file is empty', 'Choose another one.'],
  'upload.expired': ['The upload took too long', 'Try again.'],
  'upload.incomplete': ['Not all of the file arrived', 'Try again.'],
  'upload.not_found': ['The upload is not known any more', 'Choose the file again.'],
  'upload.quota_exceeded': [
    'You have no room for this file',
    'Deleted documents make room after 30 days.',
  ],
  'upload.size_mismatch': ['The file changed while it was sent', 'Try again.'],
  'upload.too_large': ['This file is too large', 'Choose a smaller one.'],
  'upload.too_many_pending': [
    'Too many uploads have begun and are not finished',
    'Try again in a few minutes.',
  ],
  'upload.type_mismatch': ['The file changed while it was sent', 'Choose it again.'],
  'upload.type_not_allowed': ['Files of this type are not taken', 'Choose another one.'],
  'user.not_found': gone,
  'version.required': changed,
  'version.stale': changed,
  'workspace.not_found': gone,
}

function byStatus(status: number): Words {
  if (status === 401) return signedOut
  if (status === 403) return byCode['permission.denied'] ?? busy
  if (status === 404) return gone
  if (status === 409 || status === 412) return changed
  if (status === 429) return busy
  if (status >= 502) return databaseDown
  if (status >= 500) return byCode['server.error'] ?? busy
  return byCode['request.invalid'] ?? busy
}

/** The words for a failure, chosen by its code. `requestId` null means that no answer came. */
export function problemText(error: unknown): ProblemText {
  if (error instanceof ApiProblem) {
    const [title, detail] = byCode[error.code] ?? byStatus(error.status)
    return { title, detail, requestId: error.requestId }
  }
  if (error instanceof Unreachable) {
    return {
      title: 'No connection to the server',
      detail: 'What you wrote is safe here. It is saved when the connection is back.',
      requestId: null,
    }
  }
  return {
    title: 'Something went wrong on this page',
    detail: 'What was saved is safe. Try again, or reload the page.',
    requestId: null,
  }
}
