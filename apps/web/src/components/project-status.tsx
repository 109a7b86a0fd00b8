import type { Project } from '@worksmart/types/projects'
import { Badge, type BadgeProps } from '@worksmart/ui/badge.tsx'
import { Archive, CircleAlert, CircleCheck, CircleDot, OctagonX } from 'lucide-react'
import { projectStatusNames } from '../lib/status-words.ts'

type Look = Required<Pick<BadgeProps, 'icon' | 'tone'>>

const looks: Record<Project['status'], Look> = {
  on_track: { icon: CircleDot, tone: 'info' },
  at_risk: { icon: CircleAlert, tone: 'warning' },
  blocked: { icon: OctagonX, tone: 'danger' },
  done: { icon: CircleCheck, tone: 'success' },
  archived: { icon: Archive, tone: 'neutral' },
}

/** Where a project stands, by icon and word. */
export function ProjectStatus({ status }: { status: Project['status'] }) {
  return <Badge {...looks[status]}>{projectStatusNames[status]}</Badge>
}
