import { isUuid, keepValid, type SearchChecks } from './search-checks.ts'

/** Days that Insights can look at, as the address says them. */
export const insightRanges = ['7', '30', '90'] as const
export type InsightRange = (typeof insightRanges)[number]

/** What the address of Insights says. `who` is `team` or a person's id; absent means oneself. */
export type InsightsSearch = { range?: string; who?: string; kind?: string }

const checks: SearchChecks<InsightsSearch> = {
  range: (value) => insightRanges.some((range) => range === value),
  who: (value) => value === 'team' || isUuid(value),
  kind: (value) => value === 'rule' || value === 'unusual',
}

/** Keeps what is valid; a bad parameter is dropped and the screen opens without it. */
export function insightsSearch(raw: Record<string, unknown>): InsightsSearch {
  return keepValid(checks, raw)
}

export function rangeOf({ range }: InsightsSearch): InsightRange {
  return insightRanges.find((one) => one === range) ?? '30'
}
