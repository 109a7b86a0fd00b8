import { calendarDay, daysIn, readCalendarDay, slashedDays } from './dates.ts'
import { keepAsText, remove, replace, tokenText } from './edits.ts'
import type { Fix } from './fix.ts'
import type { Proposals, Trouble } from './fixes-for.ts'

const today = ({ diagnostic }: Trouble): Fix => replace(diagnostic, 'today', 'Today')

const lastDayOfMonth = ({ line, diagnostic, ctx }: Trouble): Fix[] => {
  const named = calendarDay(tokenText(line, diagnostic))
  if (!named) return []
  const year = named.year ?? Number(ctx.today.slice(0, 4))
  const day = daysIn(year, named.month)
  const { date } = readCalendarDay({ ...named, day }, ctx.today)
  return date ? [replace(diagnostic, date)] : []
}

const dropDate = ({ line, parsed }: Trouble): Fix[] => {
  const date = parsed.tokens.find(({ kind }) => kind === 'date')
  if (!date) return []
  return [remove(line, date, 'Drop the date'), keepAsText(date, 'Keep the date as text')]
}

const bothReadings = ({ line, diagnostic, ctx }: Trouble): Fix[] =>
  slashedDays(tokenText(line, diagnostic)).flatMap((named) => {
    const { date } = readCalendarDay(named, ctx.today)
    return date ? [replace(diagnostic, date)] : []
  })

export const dateFixes: Proposals = {
  E_NOW_DATE: dropDate,
  E_BAD_DATE: (trouble) => [...lastDayOfMonth(trouble), today(trouble)],
  E_DATE_FUTURE: (trouble) => [today(trouble), keepAsText(trouble.diagnostic)],
  E_AMBIGUOUS_DATE: bothReadings,
}
