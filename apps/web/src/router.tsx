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
import type { DocumentsSearch } from './lib/documents-search.ts'
import type { FindSearch } from './lib/find-search.ts'
import type { InsightsSearch } from './lib/insights-search.ts'
import { projectPageSearch, projectsSearch } from './lib/projects-search.ts'
import { tasksSearch } from './lib/tasks-search.ts'
import { todaySearch } from './lib/today-search.ts'

const root = createRootRoute({
  component: AppShell,
  notFoundComponent: NotFound,
  staticData: { title: 'Not found' },
})

type Raw = Record<string, unknown>

/**
 * How a screen reads its address: `keep` drops what is not valid. The router merges what was dropped
 * back in; an address without it cannot mislead anyone.
 */
const addressOf = <Search extends object>(keep: (raw: Raw) => Search) => ({
  validateSearch: keep,
  beforeLoad: ({ location }: { location: { pathname: string; search: object } }) => {
    const kept = keep({ ...location.search })
    if (Object.keys(kept).length < Object.keys(location.search).length) {
      throw redirect({ to: location.pathname, search: kept, replace: true })
    }
  },
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
  ...addressOf(todaySearch),
  staticData: { title: 'Today' },
  component: lazyRouteComponent(() => import('./screens/today/today-screen.tsx'), 'TodayScreen'),
})

const projects = createRoute({
  getParentRoute: () => root,
  path: '/projects',
  ...addressOf(projectsSearch),
  staticData: { title: 'Projects' },
  component: lazyRouteComponent(
    () => import('./screens/projects/projects-screen.tsx'),
    'ProjectsScreen',
  ),
})

const project = createRoute({
  getParentRoute: () => root,
  path: '/projects/$key',
  validateSearch: projectPageSearch,
  staticData: { title: 'Project' },
  component: lazyRouteComponent(
    () => import('./screens/projects/project-screen.tsx'),
    'ProjectScreen',
  ),
})

// One screen for both addresses: opening a task lays its drawer over the list, which stays as it is.
const tasksArea = createRoute({
  getParentRoute: () => root,
  id: 'tasks',
  ...addressOf(tasksSearch),
  component: lazyRouteComponent(() => import('./screens/tasks/tasks-screen.tsx'), 'TasksScreen'),
})

const tasks = createRoute({
  getParentRoute: () => tasksArea,
  path: '/tasks',
  staticData: { title: 'Tasks', isFluid: true },
})

const task = createRoute({
  getParentRoute: () => tasksArea,
  path: '/t/$ref',
  staticData: { title: 'Tasks', isFluid: true },
})

const documents = createRoute({
  getParentRoute: () => root,
  path: '/documents',
  // What is valid is decided by the screen, so that its checks load with it.
  validateSearch: (raw): DocumentsSearch => raw,
  staticData: { title: 'Documents' },
  component: lazyRouteComponent(
    () => import('./screens/documents/documents-screen.tsx'),
    'DocumentsScreen',
  ),
})

const document = createRoute({
  getParentRoute: () => root,
  path: '/documents/$id',
  staticData: { title: 'Document' },
  component: lazyRouteComponent(
    () => import('./screens/documents/document-screen.tsx'),
    'DocumentScreen',
  ),
})

const insights = createRoute({
  getParentRoute: () => root,
  path: '/insights',
  validateSearch: (raw): InsightsSearch => raw,
  staticData: { title: 'Insights' },
  component: lazyRouteComponent(
    () => import('./screens/insights/insights-screen.tsx'),
    'InsightsScreen',
  ),
})

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: (raw): FindSearch => raw,
  staticData: { title: 'Search' },
  component: lazyRouteComponent(() => import('./screens/search/search-screen.tsx'), 'SearchScreen'),
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

const routeTree = root.addChildren([
  start,
  today,
  tasksArea.addChildren([tasks, task]),
  projects,
  project,
  documents,
  document,
  insights,
  search,
  settings,
  data,
])

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
    /** The content uses the whole width: boards and grids. */
    isFluid?: boolean
  }
}
