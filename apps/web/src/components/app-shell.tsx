import * as stylex from '@stylexjs/stylex'
import { Outlet, useMatches, useNavigate } from '@tanstack/react-router'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { color, measure, media, radius, space, z } from '@worksmart/ui/tokens.stylex.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useFocusBar } from './bar-focus.tsx'
import { BottomNav } from './bottom-nav.tsx'
import { HeaderSlotProvider } from './header-slot.tsx'
import { Late, lateCode } from './late.tsx'
import { fetchNotices } from './late-notices.ts'
import { OfflineNotice } from './offline-notice.tsx'
import { PageHeader } from './page-header.tsx'
import { PageTitleContext } from './page-title.tsx'
import { useShellShortcuts } from './shell-shortcuts.ts'
import { Sidebar } from './sidebar.tsx'
import { useCollapsed } from './use-collapsed.ts'
import { useWhenIdle } from './use-when-idle.ts'
import { useWidth } from './use-width.ts'

/** Everything around a screen: landmarks, navigation, header, and where the focus goes. */
export function AppShell() {
  const width = useWidth()
  const { isCollapsed, toggle } = useCollapsed()
  const [name, setName] = useState<string | null>(null)
  const routeTitle = useMatches({ select: (matches) => matches.at(-1)?.staticData.title })
  const title = name ?? routeTitle ?? 'WorkSmart'
  const isFluid = useMatches({ select: (matches) => matches.at(-1)?.staticData.isFluid }) === true
  const path = useMatches({ select: (matches) => matches.at(-1)?.pathname }) ?? '/'
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  const main = useRef<HTMLElement>(null)
  const focusBar = useFocusBar()
  const navigate = useNavigate()
  const [isIdle, setIsIdle] = useState(false)
  const isNarrow = width === 'narrow'
  const isRail = isCollapsed || width === 'medium'

  function startLogging() {
    if (!focusBar()) void navigate({ to: '/today' })
  }
  useShellShortcuts(startLogging)
  useFocusOnArrival(main, path)
  const rest = useCallback(() => {
    loadOverlays()
    setIsIdle(true)
  }, [])
  useWhenIdle(rest)

  return (
    <div {...stylex.props(styles.page)}>
      <title>{`${title} · WorkSmart`}</title>
      <a href="#main" {...stylex.props(styles.skip, focusRing.native)}>
        Skip to content
      </a>
      {!isNarrow && (
        <Sidebar isCollapsed={isRail} onToggle={width === 'full' ? toggle : undefined} />
      )}
      <div {...stylex.props(styles.column, isNarrow && styles.aboveNav)}>
        <PageHeader
          title={title}
          isNarrow={isNarrow}
          hasBadge={isNarrow || isRail}
          isFluid={isFluid}
          slotRef={setSlot}
        />
        <OfflineNotice />
        <main
          id="main"
          ref={main}
          data-landmark
          tabIndex={-1}
          {...stylex.props(styles.main, isFluid && styles.fluid)}
        >
          <HeaderSlotProvider place={slot}>
            <PageTitleContext value={setName}>
              <Outlet />
            </PageTitleContext>
          </HeaderSlotProvider>
        </main>
      </div>
      {isNarrow && <BottomNav onLog={startLogging} />}
      {isIdle && <Late code={uploadRoot} />}
    </div>
  )
}

// Uploads stand beside every screen, so that none of them ends one by being left.
const uploadRoot = lateCode(async () => (await import('./upload-tray/upload-root.tsx')).UploadRoot)

/** Menus, dialogs, tooltips and notices load once the page is idle, so that the first press is quick. */
function loadOverlays() {
  const parts = [
    import('./person-menu.tsx'),
    import('./shortcut-sheet.tsx'),
    import('@worksmart/ui/tooltip-bubble.tsx'),
  ]
  // What cannot be had now is asked for again by its first use.
  void Promise.allSettled(parts)
  fetchNotices()
}

/** A new screen takes the focus, so that a screen reader starts there; the first one does not. */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>, path: string) {
  const last = useRef(path)
  // Moving the focus is the one thing a render cannot do.
  useEffect(() => {
    if (last.current === path) return
    last.current = path
    // A screen that has already focused something of its own, such as the bar, is left alone.
    const focused = document.activeElement
    if (!main.current?.contains(focused) && !focused?.closest('aside, [role="dialog"]')) {
      main.current?.focus({ preventScroll: true })
    }
  }, [main, path])
}

const styles = stylex.create({
  page: {
    backgroundColor: color.canvas,
    color: color.text,
    display: 'flex',
    minHeight: '100dvh',
  },
  skip: {
    backgroundColor: color.raised,
    borderRadius: radius.md,
    color: color.accentText,
    insetBlockStart: { default: -100, ':focus': 8 },
    insetInlineStart: 8,
    paddingBlock: space.s8,
    paddingInline: space.s12,
    position: 'fixed',
    zIndex: z.popover,
  },
  column: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 },
  // Room for the bottom navigation, and the undo bar rises above it.
  aboveNav: {
    paddingBlockEnd: 'calc(64px + env(safe-area-inset-bottom))',
  },
  main: {
    flexGrow: 1,
    marginInline: 'auto',
    maxWidth: measure.content,
    outline: 'none',
    paddingBlock: { default: space.s24, [media.narrow]: space.s12 },
    paddingInline: { default: space.s32, [media.narrow]: space.s12 },
    width: '100%',
  },
  fluid: { maxWidth: 'none' },
})
