import * as stylex from '@stylexjs/stylex'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { lazy, Suspense } from 'react'
import { NotFound } from '../../components/error-screen.tsx'
import { tabStyles } from '../../components/tab-styles.ts'

const parts = [
  {
    path: 'profile',
    name: 'Profile',
    Part: lazy(async () => ({ default: (await import('./profile-screen.tsx')).ProfileScreen })),
  },
  {
    path: 'preferences',
    name: 'Preferences',
    Part: lazy(async () => ({
      default: (await import('./preferences-screen.tsx')).PreferencesScreen,
    })),
  },
  {
    path: 'shortcuts',
    name: 'Shortcuts',
    Part: lazy(async () => ({ default: (await import('./shortcuts-screen.tsx')).ShortcutsScreen })),
  },
  {
    path: 'workspace',
    name: 'Workspace',
    Part: lazy(async () => ({ default: (await import('./workspace-screen.tsx')).WorkspaceScreen })),
  },
  {
    path: 'data',
    name: 'Data',
    Part: lazy(async () => ({ default: (await import('./data-screen.tsx')).DataScreen })),
  },
]

/** The parts of the settings, each at an address of its own. */
export function SettingsScreen() {
  const path = useParams({ strict: false, select: (params) => params.part })
  if (path === undefined) {
    return <Navigate to="/settings/$part" params={{ part: 'profile' }} replace />
  }
  const shown = parts.find((part) => part.path === path)
  if (!shown) return <NotFound />
  return (
    <>
      <nav aria-label="Parts of the settings" {...stylex.props(tabStyles.row)}>
        {parts.map((part) => (
          <Link
            key={part.path}
            to="/settings/$part"
            params={{ part: part.path }}
            aria-current={part === shown ? 'page' : undefined}
            {...stylex.props(
              tabStyles.link,
              textStyles.base,
              textStyles.medium,
              part === shown && tabStyles.current,
              focusRing.nativeInset,
            )}
          >
            {part.name}
          </Link>
        ))}
      </nav>
      <Suspense fallback={<Skeleton shape="block" height={280} />}>
        <div {...stylex.props(styles.part)}>
          <shown.Part />
        </div>
      </Suspense>
    </>
  )
}

const styles = stylex.create({
  part: { display: 'flex', flexDirection: 'column', gap: space.s32, maxWidth: 720 },
})
