// The health check of a container: `node healthcheck.mjs http://127.0.0.1:3000/health/ready`. Plain
// JavaScript, because it runs every few seconds and loading tsx would cost more than the check.
try {
  const answer = await fetch(process.argv[2], { signal: AbortSignal.timeout(2500) })
  process.exitCode = answer.ok ? 0 : 1
} catch {
  process.exitCode = 1
}
