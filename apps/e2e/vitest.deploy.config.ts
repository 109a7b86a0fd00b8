import { defineConfig } from 'vitest/config'

// What a server is made of, checked as files and by running its scripts: neither a browser nor a
// container engine is needed.
export default defineConfig({
  test: { include: ['deploy/**/*.test.ts'], testTimeout: 30_000, maxWorkers: 2 },
})
