// An address of the storage is a key to one file for as long as it lives. None is written to the
// log by intent; this is for the error of a library that holds one.

const secrets = /(x-amz-(?:signature|security-token|credential)(?:=|%3d))[^&"'\\\s]+/gi

/** The same line without what would let a reader use a signed address. */
export function redactSignatures(line: string): string {
  return line.replace(secrets, '$1[redacted]')
}

/** Where the logger writes to: every line, whichever field it came in. */
export function redactedLog(out: { write: (line: string) => unknown }) {
  return { write: (line: string) => void out.write(redactSignatures(line)) }
}
