import { ApiProblem, Unreachable } from '../../api/client.ts'
import { StoreRefusal } from '../../api/object-store.ts'
import { isUnderWay, type Upload, type UploadStep } from '../../api/upload-queue.ts'
import { formatBytes } from '../../lib/byte-size.ts'
import { formatTimeLeft } from '../../lib/time-left.ts'
import { problemText } from '../problem-text.ts'

/** What stands under the name of a file. */
export function stepWords({ step, sizeBytes }: Upload): string {
  const size = formatBytes(sizeBytes)
  switch (step.at) {
    case 'refused':
      return `Not uploaded. ${step.reason}`
    case 'waiting':
      return `Waiting · ${size}`
    case 'preparing':
      return `Preparing · ${size}`
    case 'uploading':
      return [
        `${formatBytes(step.sentBytes)} of ${size}`,
        step.secondsLeft === null ? null : formatTimeLeft(step.secondsLeft),
      ]
        .filter(Boolean)
        .join(' · ')
    case 'checking':
      return 'Uploaded, now being checked'
    case 'done':
      return step.document.status === 'scanning'
        ? `Uploaded · ${size} · opens after a virus check`
        : `Done · ${size}`
    case 'failed':
      return `${reachedWords[step.reached]} ${failureWords(step.error)}`
    case 'lost':
      return 'Interrupted before all of it was sent. Choose the file again.'
  }
}

const reachedWords: Record<Extract<UploadStep, { at: 'failed' }>['reached'], string> = {
  nothing: 'Not uploaded.',
  stored: 'Uploaded, but not checked yet.',
  document: 'Uploaded, but not linked.',
}

function failureWords(error: unknown): string {
  if (error instanceof Unreachable) return 'The connection was lost.'
  if (error instanceof StoreRefusal) {
    return error.status >= 500
      ? 'The file storage is not answering.'
      : 'The file storage did not take the file.'
  }
  if (error instanceof ApiProblem) {
    const { title, detail } = problemText(error)
    return `${title}. ${detail}`
  }
  if (error instanceof DOMException) return 'The file cannot be read any more. Choose it again.'
  return `${problemText(error).title}.`
}

/** The heading of the tray: how many of how many. */
export function trayTitle(uploads: readonly Upload[]): string {
  const done = uploads.filter(({ step }) => step.at === 'done').length
  const underWay = uploads.filter(isUnderWay).length
  const bad = uploads.length - done - underWay
  if (underWay > 0) return `Uploading ${underWay === 1 ? '1 file' : `${underWay} files`}`
  const parts = [done > 0 && `${done} uploaded`, bad > 0 && `${bad} not uploaded`]
  return parts.filter(Boolean).join(', ')
}

/** What a screen reader hears: at the start, half-way and at the end of each, and every refusal. */
export function milestone({ name, sizeBytes, step }: Upload): string | null {
  switch (step.at) {
    case 'uploading':
      return step.sentBytes * 2 < sizeBytes ? `Uploading ${name}` : `${name}, 50 percent`
    case 'done':
      return `${name} is uploaded`
    case 'refused':
      return `${name}: ${step.reason}`
    case 'failed':
    case 'lost':
      return `${name} was not uploaded`
    default:
      return null
  }
}
