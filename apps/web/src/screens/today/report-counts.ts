import type { OutboxCounts } from '../../api/outbox-provider.tsx'
import type { SyncCounts } from '../../components/sync-status.tsx'

/** The counts of the queue as the status line takes them, with the way to what needs attention. */
export function reportCounts(report: (counts: SyncCounts) => void) {
  return (counts: OutboxCounts) =>
    report(counts.attention > 0 ? { ...counts, openAttention } : counts)
}

function openAttention() {
  const notice = document.querySelector<HTMLElement>('[data-attention]')
  notice?.scrollIntoView({ block: 'center' })
  notice?.focus({ preventScroll: true })
}
