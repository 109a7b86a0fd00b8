/**
 * Resolves as soon as no other tab works on that upload, to the way to let go of it. A browser
 * without locks has to make do with one tab; confirming twice answers the same document.
 */
export function holdUpload(id: string): Promise<() => void> {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  if (!locks) return Promise.resolve(() => {})
  return new Promise((held) => {
    void locks.request(`worksmart.upload.${id}`, () => new Promise<void>(held))
  })
}
