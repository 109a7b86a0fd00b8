import type { Document } from '@worksmart/types/documents'
import { Badge } from '@worksmart/ui/badge.tsx'
import { Hourglass, ShieldAlert } from 'lucide-react'
import { documentStatusNames } from './document-words.ts'

/** Why a document cannot be opened; nothing when it can. */
export function DocumentStatus({ status }: { status: Document['status'] }) {
  if (status === 'scanning') return <Badge icon={Hourglass}>{documentStatusNames.scanning}</Badge>
  if (status === 'quarantined') {
    return (
      <Badge icon={ShieldAlert} tone="danger">
        {documentStatusNames.quarantined}
      </Badge>
    )
  }
  return null
}
