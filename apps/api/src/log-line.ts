/**
 * Writes each line as one JSON object with its time, as the log of the requests does, so that one
 * reader takes all of a container's output. `facts` stand beside the words.
 */
export function logLine(stream: { write: (text: string) => unknown }) {
  return (msg: string, facts: Readonly<Record<string, unknown>> = {}): void => {
    stream.write(`${JSON.stringify({ level: 40, time: Date.now(), msg, ...facts })}\n`)
  }
}
