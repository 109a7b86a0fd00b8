import { defineConfig } from 'vitest/config'

// What takes longer or breaks more than an ordinary run should: npm run test:hard.
export default defineConfig({
  test: {
    include: ['src/**/*.hard.test.ts', 'test/**/*.hard.test.ts'],
    globalSetup: ['./test/cluster.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
})
