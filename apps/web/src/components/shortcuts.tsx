import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react'
import { type Hotkey, hotkeyListener } from '../lib/hotkeys.ts'
import { prefer, preferred } from '../lib/preferences.ts'

export type ShortcutGroup =
  | 'Anywhere'
  | 'Check-in bar'
  | 'Documents'
  | 'Feed'
  | 'Insights'
  | 'Projects'
  | 'Search'
  | 'Tasks'

/**
 * A shortcut that works while its owner is mounted. Without `run` it is only printed in the sheet,
 * because a component handles the key itself.
 */
export type Shortcut = {
  keys: string
  label: string
  group: ShortcutGroup
  run?: () => void
}

type Registry = {
  add(list: readonly Shortcut[]): () => void
  subscribe(onChange: () => void): () => void
  all(): readonly Shortcut[]
}

const ShortcutContext = createContext<Registry | null>(null)

/** Hears the page's single keys, and knows what the shortcut sheet prints. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const registry = useMemo(createRegistry, [])

  // One listener for the whole page; the bindings are read at the moment of the key.
  useEffect(() => {
    const listen = hotkeyListener(() => bindings(registry.all()))
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [registry])

  return <ShortcutContext value={registry}>{children}</ShortcutContext>
}

function createRegistry(): Registry {
  const lists = new Set<readonly Shortcut[]>()
  const listeners = new Set<() => void>()
  let flat: readonly Shortcut[] = []
  const change = () => {
    flat = [...lists].flat()
    for (const listener of listeners) listener()
  }
  return {
    add(list) {
      lists.add(list)
      change()
      return () => {
        lists.delete(list)
        change()
      }
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    all: () => flat,
  }
}

// The newest owner of a key wins, so a screen may give a key another meaning while it is shown.
function bindings(shortcuts: readonly Shortcut[]): Hotkey[] {
  const isOn = hasSingleKeys()
  return shortcuts
    .flatMap(({ keys, label, run }) => (run ? [{ keys, label, run }] : []))
    .filter(({ keys }) => isOn || /^\S{2,}$/.test(keys))
    .reverse()
}

/** Adds shortcuts while the caller is mounted. The latest `run` of each is the one called. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const registry = use(ShortcutContext)
  const latest = useRef(shortcuts)
  const shape = shortcuts.map(({ keys, label }) => `${keys}=${label}`).join('|')

  // Closures change on every render; registering again only when the keys do keeps typing cheap.
  useEffect(() => {
    latest.current = shortcuts
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for the list.
  useEffect(
    () =>
      registry?.add(
        latest.current.map(({ run, ...shortcut }, index) =>
          run ? { ...shortcut, run: () => latest.current[index]?.run?.() } : shortcut,
        ),
      ),
    [registry, shape],
  )
}

/** Everything that works now, in the order it was added. */
export function useAllShortcuts(): readonly Shortcut[] {
  const registry = use(ShortcutContext)
  return useSyncExternalStore(
    useCallback((onChange) => registry?.subscribe(onChange) ?? (() => {}), [registry]),
    () => registry?.all() ?? none,
  )
}

const none: readonly Shortcut[] = []

/** Single keys can be switched off, for people who dictate or use a switch device. */
export function hasSingleKeys(): boolean {
  return preferred('keys') !== 'off'
}

export function setSingleKeys(isOn: boolean): void {
  prefer('keys', isOn ? 'on' : 'off')
}
