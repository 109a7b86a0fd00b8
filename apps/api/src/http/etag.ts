import { AppError } from '../errors.ts'

/** The strong validator of one row: `"<id>.<version>"`. */
export function etagOf(row: { id: string; version: number }): string {
  return `"${row.id}.${row.version}"`
}

/** The version that `If-Match` asks for. Missing is 428; a star, a weak or another row's tag is 400. */
export function versionFrom(header: string | undefined, id: string): number {
  if (header === undefined) {
    throw new AppError(
      428,
      'version.required',
      'Send If-Match with the ETag of the row you changed.',
    )
  }
  const match = /^"([0-9a-fA-F-]{36})\.([1-9][0-9]{0,8})"$/.exec(header)
  if (!match || match[1]?.toLowerCase() !== id) {
    throw new AppError(
      400,
      'version.malformed',
      'If-Match has to be the ETag of this row, like "<id>.<version>".',
    )
  }
  return Number(match[2])
}
