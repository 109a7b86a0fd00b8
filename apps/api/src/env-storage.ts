// What the environment says about files: where they lie, and what may be uploaded. Read by `env.ts`.

import { type DocumentExtension, documentTypes } from '@worksmart/types/document-types'
import { limits } from '@worksmart/types/limits'
import * as z from 'zod'

const extensions = Object.keys(documentTypes) as DocumentExtension[]
const count = z.coerce.number('Use a whole number.').int('Use a whole number.').min(1)
const address = z.url({ protocol: /^https?$/, error: 'Use an http or https address.' })

function isHostAndPort(address: string): boolean {
  const [, port] = /^(?:\[[\da-fA-F:.]+\]|[\w.-]+):(\d{1,5})$/.exec(address) ?? []
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535
}

export const storageVariables = {
  S3_BUCKET: {
    schema: z.string().min(3).max(63).optional(),
    doc: 'An S3 bucket for documents instead of the built-in file storage.',
    default: '',
  },
  S3_ENDPOINT: {
    schema: address.optional(),
    doc: 'The address of S3-compatible storage. Without it, AWS for the region.',
    default: '',
  },
  S3_PUBLIC_ENDPOINT: {
    schema: address.optional(),
    doc: 'The address at which browsers reach the same storage, when it is another one.',
    default: '',
  },
  S3_REGION: {
    schema: z.string().min(1).default('us-east-1'),
    doc: 'The region of the bucket.',
    default: 'us-east-1',
  },
  S3_ACCESS_KEY_ID: {
    schema: z.string().min(1).optional(),
    doc: 'The key for the bucket. Without it, what the machine offers, such as the role of an instance.',
    default: '',
  },
  S3_SECRET_ACCESS_KEY: {
    schema: z.string().min(1).optional(),
    doc: 'The secret of that key.',
    default: '',
  },
  S3_FORCE_PATH_STYLE: {
    schema: z
      .enum(['true', 'false'], 'Use true or false.')
      .default('true')
      .transform((word) => word === 'true'),
    doc: 'Whether the bucket stands in the path of an address (true) or in its host name (false, for AWS).',
    default: 'true',
  },
  S3_TIMEOUT_MS: {
    schema: z.coerce.number('Use a number of milliseconds.').int().min(1).default(3000),
    doc: 'How long one call to the storage may take; a copy may take ten times as long.',
    default: '3000',
  },
  UPLOAD_MAX_BYTES: {
    schema: count
      .max(5 * 1024 ** 3, 'One upload cannot be larger than 5 GiB.')
      .default(limits.documentBytes),
    doc: 'Bytes of the largest file.',
    default: String(limits.documentBytes),
  },
  UPLOAD_TYPES: {
    schema: z
      .string()
      .default(extensions.join(','))
      .transform((list) => list.split(',').map((one) => one.trim().toLowerCase()))
      .refine(
        (list): list is DocumentExtension[] =>
          list.every((one) => Object.hasOwn(documentTypes, one)),
        `Choose from ${extensions.join(', ')}.`,
      ),
    doc: 'Endings of the files that are accepted, separated by commas.',
    default: extensions.join(','),
  },
  UPLOAD_QUOTA_BYTES: {
    schema: count.default(limits.quotaBytes),
    doc: 'Bytes that one person may keep in documents.',
    default: String(limits.quotaBytes),
  },
  UPLOAD_QUOTA_DOCUMENTS: {
    schema: count.default(limits.quotaDocuments),
    doc: 'Documents that one person may keep.',
    default: String(limits.quotaDocuments),
  },
  UPLOAD_PENDING: {
    schema: count.default(limits.pendingUploads),
    doc: 'Uploads that one person may have begun and not finished.',
    default: String(limits.pendingUploads),
  },
  UPLOAD_RATE_PER_MINUTE: {
    schema: count.default(limits.presignsPerMinute),
    doc: 'Uploads that one person may begin in a minute.',
    default: String(limits.presignsPerMinute),
  },
  CLAMD_ADDRESS: {
    schema: z.string().refine(isHostAndPort, 'Use a host and a port, like clamd:3310.').optional(),
    doc: 'Where clamd, the virus scanner of ClamAV, listens: host:port. With it no file can be opened before it was scanned; without it no file is scanned.',
    default: '',
  },
} as const satisfies Record<string, { schema: z.ZodType; doc: string; default: string }>

/**
 * The SDK is pinned for the Node.js that we support, and says with every start that later ones will
 * need a newer one. That is for us to read, not for whoever starts the app.
 */
export function silenceSdkNotice(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
}
