import { useQuery } from '@tanstack/react-query'
import { people as peopleList } from '../../api/users.ts'
import { civilToday, formatDay } from '../../lib/dates.ts'
import { useSession } from '../../session/session.tsx'

/** Names of people and days, as rows of documents show them. */
export function useRowWords() {
  const { client, me } = useSession()
  const people = useQuery(peopleList(client)).data
  const today = civilToday(me.timeZone)
  return {
    personName: (id: string) =>
      people?.find((person) => person.id === id)?.name ?? (id === me.id ? me.name : 'Someone'),
    dayOf: (instant: string) => formatDay(civilToday(me.timeZone, new Date(instant)), today),
  }
}
