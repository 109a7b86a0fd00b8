export const modelDir: string
export function checksPython(say?: (line: string) => void): Promise<string | null>
export function ensureModel(python: string, say?: (line: string) => void): Promise<boolean>
export function plain(): NodeJS.ProcessEnv
