export const inferenceFolder: string
export class PythonProblem extends Error {}
