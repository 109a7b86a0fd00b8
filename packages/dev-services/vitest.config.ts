import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // A fresh data folder takes half a second here, and a slow disk may need ten times that.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Servers are started and killed here; side by side they would only slow one another.
    fileParallelism: false,
  },
})
