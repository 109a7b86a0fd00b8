// Long enough for the browser to have begun reading, short enough not to hold a large file.
const releaseMs = 60_000

/** Hands a file to the browser's downloads under that name. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), releaseMs)
}
