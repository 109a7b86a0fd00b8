/** What the bar is drawn on: a terminal, or anything that takes text. */
export type Screen = { write(text: string): unknown; isTTY?: boolean; columns?: number }

export type Progress = {
  update(done: number): void
  /** A sentence that stays, without breaking the bar. */
  note(text: string): void
  end(): void
}

const barCells = 24
const clearLine = '\r\u001b[2K'

/** A bar that moves on a terminal; elsewhere one plain line for each tenth, which logs can keep. */
export function showProgress(screen: Screen, total: number): Progress {
  const isLive = screen.isTTY === true
  let lastTenth = 0
  let drawn = ''

  const wordsAt = (done: number) =>
    `${done.toLocaleString('en')} of ${total.toLocaleString('en')} lines`

  function draw(done: number): void {
    const filled = Math.round((done / total) * barCells)
    const bar = '#'.repeat(filled) + '.'.repeat(barCells - filled)
    const percent = `${Math.floor((done / total) * 100)} %`
    drawn = `[${bar}] ${percent.padStart(5)}  ${wordsAt(done)}`.slice(0, (screen.columns || 80) - 1)
    screen.write(clearLine + drawn)
  }

  if (isLive && total > 0) draw(0)
  return {
    update(done) {
      if (isLive) return draw(done)
      const tenth = Math.floor((done / total) * 10)
      if (tenth > lastTenth) screen.write(`${wordsAt(done)}\n`)
      lastTenth = Math.max(tenth, lastTenth)
    },
    note(text) {
      screen.write(isLive ? `${clearLine}${text}\n${drawn}` : `${text}\n`)
    },
    end() {
      if (isLive && drawn !== '') screen.write(clearLine)
    },
  }
}
