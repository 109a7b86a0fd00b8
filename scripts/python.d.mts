export const inferenceFolder: string
export type Python = { command: string; version: string }
export type Ended = { code: number; output: string }

export class PythonProblem extends Error {}
export function findPython(env?: NodeJS.ProcessEnv): Python | null
export function runToEnd(
  command: string,
  args: string[],
  options?: { env?: NodeJS.ProcessEnv; cwd?: string; onOutput?: (part: Buffer) => void },
): Promise<Ended>
export function ensureEnvironment(options: {
  venv: string
  requirements: string
  python: Python
  run: (name: string, command: string, args: string[]) => Promise<Ended>
}): Promise<string>
