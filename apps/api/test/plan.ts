/** One step of a plan, with what the tests look at. */
export type PlanNode = {
  kind: string
  index: string
  indexCond: string
  rows: number
  /** How often it ran; 0 for a way that was planned and not taken. */
  loops: number
  /** Of this step and everything below it. */
  buffers: number
}

type Raw = Record<string, unknown> & { Plans?: Raw[] }

/** Every step of a plan of `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)`, the top one first. */
export function readPlan(explained: unknown): PlanNode[] {
  const [{ Plan: top }] = explained as [{ Plan: Raw }]
  const nodes: PlanNode[] = []
  const visit = (raw: Raw) => {
    nodes.push({
      kind: String(raw['Node Type']),
      index: String(raw['Index Name'] ?? ''),
      indexCond: String(raw['Index Cond'] ?? ''),
      rows: Number(raw['Actual Rows']),
      loops: Number(raw['Actual Loops']),
      buffers: Number(raw['Shared Hit Blocks']) + Number(raw['Shared Read Blocks']),
    })
    for (const child of raw.Plans ?? []) visit(child)
  }
  visit(top)
  return nodes
}
