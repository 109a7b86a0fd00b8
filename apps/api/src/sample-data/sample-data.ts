// What a new workspace can look at before it has data of its own. Every row is marked as sample, so
// that it can go again without a trace.

export const sampleProjects = [
  {
    key: 'WEB',
    name: 'Website',
    colour: 'blue',
    status: 'on_track',
    budgetMinutes: 12_000,
    description: 'The new public site: navigation, pricing page and the hand-over to support.',
  },
  {
    key: 'APP',
    name: 'Mobile app',
    colour: 'teal',
    status: 'at_risk',
    budgetMinutes: 18_000,
    description: 'Version 2 of the app, with offline check-ins.',
  },
  {
    key: 'OPS',
    name: 'Operations',
    colour: 'amber',
    status: 'on_track',
    budgetMinutes: null,
    description: 'Keeping the lights on: hosting, invoices, onboarding.',
  },
] as const

export const sampleTasks = [
  {
    project: 'WEB',
    title: 'Fix the navigation on small screens',
    status: 'in_progress',
    estimateMinutes: 480,
  },
  { project: 'WEB', title: 'Write the pricing page', status: 'todo', estimateMinutes: 360 },
  { project: 'WEB', title: 'Measure page speed', status: 'done', estimateMinutes: 120 },
  {
    project: 'APP',
    title: 'Sync check-ins after being offline',
    status: 'in_progress',
    estimateMinutes: 960,
  },
  {
    project: 'APP',
    title: 'Crash when the camera is denied',
    status: 'blocked',
    estimateMinutes: 240,
  },
  { project: 'OPS', title: 'Rotate the hosting keys', status: 'todo', estimateMinutes: 60 },
] as const

const days: readonly (readonly [string, string | null, number, string[]])[][] = [
  [
    ['pairing on the header', 'WEB', 90, ['dev']],
    ['weekly planning', null, 45, ['meeting']],
    ['reply to support questions', 'OPS', 30, ['support']],
  ],
  [
    ['fix nav overflow on phones', 'WEB', 150, ['dev', 'css']],
    ['review the sync design', 'APP', 60, ['review']],
    ['send the November invoices', 'OPS', 40, ['admin']],
    ['daily sync', null, 15, ['meeting']],
  ],
  [
    ['queue check-ins while offline', 'APP', 210, ['dev']],
    ['hero copy for the landing page', 'WEB', 75, ['writing']],
    ['daily sync', null, 15, ['meeting']],
  ],
  [
    ['interview with two customers', null, 100, ['research']],
    ['measure first paint', 'WEB', 50, ['performance']],
    ['rehearse the hand-over', 'OPS', 35, ['support']],
  ],
  [
    ['retry uploads after a lost connection', 'APP', 180, ['dev']],
    ['icons for the tab bar', 'APP', 65, ['design']],
    ['team retro', null, 60, ['meeting']],
  ],
]

/** About seventy check-ins over the last two weeks, weekends left out. */
export function sampleCheckins(
  today: string,
  people: number,
): {
  who: number
  day: string
  activity: string
  project: string | null
  minutes: number
  tags: string[]
}[] {
  const rows = []
  for (let back = 0, n = 0; back < 16; back++) {
    const day = new Date(Date.parse(today) - back * 86_400_000).toISOString().slice(0, 10)
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    if (weekday === 0 || weekday === 6) continue
    for (let who = 0; who < people; who++, n++) {
      for (const [activity, project, minutes, tags] of days[n % days.length] ?? []) {
        rows.push({ who, day, activity, project, minutes, tags })
      }
    }
  }
  return rows
}
