import { openFixture } from '/work/main/apps/bench/src/seed.ts'
import { writeFileSync } from 'node:fs'
const f = await openFixture({rows:1000000, users:200}, console.log)
writeFileSync('/tmp/bench.url', JSON.stringify({app:f.appUrl, owner:f.ownerUrl}))
process.on('SIGTERM', async()=>{ await f.cluster.stop(); process.exit(0)})
setInterval(()=>{},1000)
