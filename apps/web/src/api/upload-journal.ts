/** What an upload of an earlier visit still needs: only its confirmation. */
export type UploadNote = {
  id: string
  uploadId: string
  name: string
  sizeBytes: number
  target: UploadTarget
}

/** What a document is linked to as soon as it is there; null for nothing. */
export type UploadTarget = { projectId: string } | { taskId: string } | null

/** Uploads whose file may be stored but is not confirmed, by the id of the upload on this device. */
export type UploadJournal = {
  all(): UploadNote[]
  has(id: string): boolean
  write(note: UploadNote): void
  forget(id: string): void
}

/** Kept in `storage` of the person's device, in one entry. Storage may be missing or full. */
export function uploadJournal(storage: Storage, userId: string): UploadJournal {
  const key = `worksmart.uploads.${userId}`

  function all(): UploadNote[] {
    try {
      const stored: unknown = JSON.parse(storage.getItem(key) ?? '[]')
      return Array.isArray(stored) ? stored.filter(isNote) : []
    } catch {
      return []
    }
  }

  function save(notes: readonly UploadNote[]) {
    try {
      if (notes.length === 0) storage.removeItem(key)
      else storage.setItem(key, JSON.stringify(notes))
    } catch {
      // Without storage an upload still works; only a reload in the wrong second loses it.
    }
  }

  return {
    all,
    has: (id) => all().some((note) => note.id === id),
    write: (note) => save([...all().filter(({ id }) => id !== note.id), note]),
    forget: (id) => save(all().filter((note) => note.id !== id)),
  }
}

function isNote(value: unknown): value is UploadNote {
  if (typeof value !== 'object' || value === null) return false
  const { id, uploadId, name, sizeBytes } = value as Record<string, unknown>
  return (
    [id, uploadId, name].every((text) => typeof text === 'string') && typeof sizeBytes === 'number'
  )
}
