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
import type { ProjectPageSearch, ProjectsSearch } from './lib/projects-search.ts'
import type { TasksSearch } from './lib/tasks-search.ts'
import type { TeamSearch } from './lib/team-search.ts'
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
    const kept = todaySearch({ ...location.search })
    if (Object.keys(kept).length < Object.keys(location.search).length) {
      throw redirect({ to: '/today', search: kept, replace: true })
    }
  },
  staticData: { title: 'Today' },
  component: lazyRouteComponent(() => import('./screens/today/today-screen.tsx'), 'TodayScreen'),
})

const projects = createRoute({
  getParentRoute: () => root,
  path: '/projects',
  // What is valid is decided by each screen but Today, so that its checks load with it.
  validateSearch: (raw): ProjectsSearch => raw,
  staticData: { title: 'Projects' },
  component: lazyRouteComponent(
    () => import('./screens/projects/projects-screen.tsx'),
    'ProjectsScreen',
  ),
})

const project = createRoute({
  getParentRoute: () => root,
  path: '/projects/$key',
  validateSearch: (raw): ProjectPageSearch => raw,
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
  validateSearch: (raw): TasksSearch => raw,
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

const team = createRoute({
  getParentRoute: () => root,
  path: '/team',
  validateSearch: (raw): TeamSearch => raw,
  staticData: { title: 'Team' },
  component: lazyRouteComponent(() => import('./screens/team/team-screen.tsx'), 'TeamScreen'),
})

const person = createRoute({
  getParentRoute: () => root,
  path: '/team/$userId',
  staticData: { title: 'Team' },
  component: lazyRouteComponent(() => import('./screens/team/person-screen.tsx'), 'PersonScreen'),
})

// The screen knows its parts; the start of the product does not.
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  staticData: { title: 'Settings' },
  component: lazyRouteComponent(
    () => import('./screens/settings/settings-screen.tsx'),
    'SettingsScreen',
  ),
})

const settingsPart = createRoute({
  getParentRoute: () => settings,
  path: '$part',
  staticData: { title: 'Settings' },
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
  team,
  person,
  settings.addChildren([settingsPart]),
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
