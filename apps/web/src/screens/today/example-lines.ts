/** One line of each kind, for those who have not logged anything yet. */
export const exampleLines = [
  '2h #dev fix login redirect',
  '9:30-10:15 #meeting weekly planning',
  '45m #review read the proposal yesterday',
] as const
