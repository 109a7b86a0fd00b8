// The same properties with ten times as many values of each route.

process.env.FUZZ_RUNS ??= '200'
await import('./contracts.test.ts')
