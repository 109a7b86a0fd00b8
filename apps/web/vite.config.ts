import { join, resolve } from 'node:path'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import stylex from '@stylexjs/unplugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { contentPolicy } from './build/content-policy.ts'
import { cssPromise } from './build/css-promise.ts'
import { precompress } from './build/precompress.ts'
import { preloadFont } from './build/preload-font.ts'
import { shortClassNames } from './build/short-class-names.ts'

const inTest = !!process.env.VITEST

// Both target lists are needed: below these versions lightningcss rewrites `light-dark()` into
// variables that do not follow a colour scheme set by script.
const modern = { chrome: 123 << 16, firefox: 120 << 16, safari: (17 << 16) | (5 << 8) }
const styles = stylex({
  useCSSLayers: true,
  lightningcssOptions: { targets: modern, minify: true },
})

// All that `lateCode` names, and the words for what is wrong with a line.
const lateParts = new RegExp(
  [
    'components/(error-notice|rate-limited)',
    'components/checkin-bar/(bar-suggestions|completion-list|fixes-row|line-notice|paste-preview)',
    'screens/today/(attention-list|bulk-bar|first-use|nothing-logged|row-edit|row-trouble|sample-notice)',
  ]
    .map((path) => `src/${path}\\.tsx?$`)
    .join('|'),
)

const documentParts =
  /src\/(components\/upload-tray\/upload-root|screens\/documents\/documents?-screen)\.tsx$/

// Who the app takes people for is decided when it is built, so that one bundle holds one way only:
// `local` (choose a person), `clerk`, or the path of a module of its own, for tests.
const session = process.env.WORKSMART_SESSION || 'local'
const sessionFile =
  session === 'clerk' ? join(import.meta.dirname, 'src/session/clerk.tsx') : resolve(session)
if (session === 'clerk' && !process.env.VITE_CLERK_PUBLISHABLE_KEY?.startsWith('pk_')) {
  throw new Error('VITE_CLERK_PUBLISHABLE_KEY is missing: name the publishable key, pk_….')
}

export default defineConfig({
  resolve: {
    alias:
      session === 'local' ? [] : [{ find: /^\.\/session\/local\.tsx$/, replacement: sessionFile }],
  },
  plugins: [
    // Under vitest the plugin's timer is never cleared, and the run would not end.
    inTest ? { ...styles, configureServer: undefined } : styles,
    shortClassNames(),
    react(),
    // The interface is in English; React Aria would ship its words in thirty languages.
    { ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' },
    preloadFont(),
    cssPromise(),
    contentPolicy(),
    precompress(),
  ],
  build: {
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    target: ['chrome123', 'firefox120', 'safari17.5'],
    manifest: true,
    // A font or an icon inlined as data would be parsed again on every visit.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Libraries leave bare property reads behind; none of them has a getter that does something.
      treeshake: { propertyReadSideEffects: false },
      output: {
        codeSplitting: {
          // The entry and the first screen with all they import are one file: ten small ones cost
          // 5 KB more and a request each.
          groups: [
            { name: 'start', test: /src\/(main|screens\/today\/today-screen)\.tsx$/, priority: 2 },
            // What loads while the page rests: one request, and one name in the list of chunks.
            { name: 'late', test: lateParts, priority: 1 },
            // Just what the menu and the sheet of the shell need, whatever else other screens do.
            {
              name: 'overlays',
              test: /src\/components\/(more-menu|person-menu|shortcut-sheet)\.tsx$/,
            },
            // The tray of uploads comes while the page rests, and the screens of documents with it.
            { name: 'documents', test: documentParts },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': {
        target: 'http://127.0.0.1:4001',
        rewrite: (path) => path.replace(/^\/api/, ''),
      },
    },
  },
  test: {
    environment: 'happy-dom',
    testTimeout: 20_000,
    include: ['{src,test,build}/**/*.test.{ts,tsx}'],
    setupFiles: ['test/setup.ts'],
    globalSetup: ['test/real-api.ts'],
    environmentOptions: {
      // The api listens on another port than the test's page; production serves both as one.
      happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } },
    },
  },
})
