import type { ParseContext } from '../parse-checkin.ts'

/** A case of our own. What is left out is empty, false, null or today: every field is compared. */
export type OwnCase = {
  line: string
  ctx?: Partial<ParseContext>
  minutes?: number
  start?: string
  end?: string
  endsNextDay?: true
  date?: string
  tags?: string[]
  project?: string
  task?: string
  activity?: string
  /** Diagnostics as `CODE start-end` or `CODE start-end REASON`, in order. */
  says?: string[]
  /** Chips as `kind text`, in order; not compared when left out. */
  chips?: string[]
}

export type Fields = Omit<OwnCase, 'line'>

/** Tuesday, 10:05. */
export const now: ParseContext = {
  today: '2026-11-24',
  nowMin: 605,
  projectKeys: new Set(['WS', 'OPS']),
}

/** A head in front of `#dev fix`, where nothing but the head is in question. */
export const head = (text: string, fields: Fields): OwnCase => ({
  line: `${text} #dev fix`,
  tags: ['dev'],
  activity: 'fix',
  ...fields,
})

/** Text in front of `#dev fix` that holds no time at all. */
export const noTime = (text: string): OwnCase => {
  const { length } = `${text} #dev fix`
  return head(text, { activity: `${text} fix`, says: [`E_NO_DURATION ${length}-${length}`] })
}
