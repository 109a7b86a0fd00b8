import { type FileHandle, open, unlink } from 'node:fs/promises'

/** Opens a new file, lets `write` fill it, and returns once its bytes are on the disk. */
export async function writeDurably<T>(
  file: string,
  write: (handle: FileHandle) => Promise<T>,
): Promise<T> {
  const handle = await open(file, 'wx', 0o600)
  try {
    const result = await write(handle)
    await handle.sync()
    await handle.close()
    return result
  } catch (error) {
    await handle.close().catch(() => {})
    await removeFile(file)
    throw error
  }
}

/** Makes names that were added to or removed from a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; its file system journals names by itself.
  const handle = await open(folder, 'r').catch(() => null)
  try {
    await handle?.sync()
  } catch {
  } finally {
    await handle?.close()
  }
}

/** Removes a file that may be gone already. */
export async function removeFile(file: string): Promise<void> {
  await unlink(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}
