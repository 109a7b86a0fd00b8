/**
 * Writes each line as one JSON object with its time, as the log of the requests does, so that one
 * reader takes all of a container's output. `facts` stand beside the words;
 * `level` is pino's, 40 for what somebody should read and 30 for the rest.
 */
export function logLine(stream: { write: (text: string) => unknown }, level = 40) {
  return (msg: string, facts: Readonly<Record<string, unknown>> = {}): void => {
    stream.write(`${JSON.stringify({ level, time: Date.now(), msg, ...facts })}\n`)
  }
}
