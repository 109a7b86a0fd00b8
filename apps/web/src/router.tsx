import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router'
import { AppShell } from './components/app-shell.tsx'
import { NotFound, ScreenFailure } from './components/error-screen.tsx'
import { todaySearch } from './lib/today-search.ts'

const root = createRootRoute({
  component: AppShell,
  notFoundComponent: NotFound,
  staticData: { title: 'Not found' },
})

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today', replace: true })
  },
})

const today = createRoute({
  getParentRoute: () => root,
  path: '/today',
  validateSearch: todaySearch,
  // The router merges what was dropped back in; an address without it cannot mislead anyone.
  beforeLoad: ({ location }) => {
    const kept = todaySearch(location.search)
    if (Object.keys(kept).length < Object.keys(location.search).length) {
      throw redirect({ to: '/today', search: kept, replace: true })
    }
  },
  staticData: { title: 'Today' },
  component: lazyRouteComponent(() => import('./screens/today/today-screen.tsx'), 'TodayScreen'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/data', replace: true })
  },
})

const data = createRoute({
  getParentRoute: () => root,
  path: '/settings/data',
  staticData: { title: 'Settings' },
  component: lazyRouteComponent(() => import('./screens/settings/data-screen.tsx'), 'DataScreen'),
})

const routeTree = root.addChildren([start, today, settings, data])

/** Every address of the product. Tests pass a history of their own. */
export function makeRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    ...(history ? { history } : {}),
    // Search parameters are plain text: the default would turn `tag=123` into a number.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const pairs = Object.entries(search).filter(([, value]) => value !== undefined)
      const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))
      return pairs.length > 0 ? `?${text}` : ''
    },
    defaultPreload: 'intent',
    defaultPreloadDelay: 50,
    defaultErrorComponent: ScreenFailure,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
  interface StaticDataRouteOption {
    /** Stands in the header and in the title of the document. */
    title?: string
  }
}
