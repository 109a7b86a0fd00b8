import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

/** A file of the project as text. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8')
