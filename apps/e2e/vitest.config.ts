import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.e2e.ts'],
    globalSetup: ['./support/cluster.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // As long as a page waits for an element: the default of a second is short on a busy machine.
    expect: { poll: { timeout: 15_000 } },
    // Each file has a database and a browser of its own; two of them keep two cores busy.
    maxWorkers: 2,
  },
})
