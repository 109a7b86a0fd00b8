import { Badge } from '@worksmart/ui/badge.tsx'
import { useSession } from '../session/session.tsx'

/** Says at all times that there is no sign-in here. Nothing in production. */
export function LocalBadge() {
  const { me } = useSession()
  return me.mode === 'dev' ? <Badge tone="warning">Local mode</Badge> : null
}
