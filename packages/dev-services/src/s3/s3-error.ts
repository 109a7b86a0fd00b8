import { element } from './xml.ts'

/** A refusal in S3's own words: an HTTP status and the code that SDKs turn into an error name. */
export class S3Error extends Error {
  override readonly name = 'S3Error'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export const accessDenied = (why: string) => new S3Error(403, 'AccessDenied', why)
export const invalidArgument = (why: string) => new S3Error(400, 'InvalidArgument', why)
export const invalidRequest = (why: string) => new S3Error(400, 'InvalidRequest', why)
export const malformedXml = () =>
  new S3Error(400, 'MalformedXML', 'The XML of the request is not well-formed or not as expected.')
export const noSuchBucket = () => new S3Error(404, 'NoSuchBucket', 'There is no such bucket.')
export const noSuchKey = () => new S3Error(404, 'NoSuchKey', 'There is no object with this key.')
export const noSuchUpload = () =>
  new S3Error(404, 'NoSuchUpload', 'There is no such multipart upload.')
export const notImplemented = (what: string) =>
  new S3Error(501, 'NotImplemented', `This store does not know ${what}.`)
export const preconditionFailed = (header: string) =>
  new S3Error(412, 'PreconditionFailed', `The condition ${header} does not hold.`)

/** The document that S3 sends with a refusal. */
export function errorDocument(error: S3Error, resource: string, requestId: string): string {
  const fields = { Code: error.code, Message: error.message, Resource: resource }
  return element('Error', { ...fields, RequestId: requestId })
}
