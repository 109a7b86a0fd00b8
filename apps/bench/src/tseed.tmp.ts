import { openFixture, withOwner } from './seed.ts'
const t=Date.now()
const f = await openFixture({rows:Number(process.argv[2]), users:200}, console.log)
console.log(f.averageTextLength, f.databaseMb, Date.now()-t)
await withOwner(f.ownerUrl, async (c)=>{ console.table((await c.query("select user_id, text, tags, minutes, work_date::text, created_at::text, project_id from checkins order by created_at desc limit 6")).rows)
console.table((await c.query("select min(created_at)::text,max(created_at)::text,count(*),count(distinct user_id), count(*) filter (where 'incident'=any(tags)) rare, avg(cardinality(tags)) from checkins group by workspace_id")).rows)
console.table((await c.query("select user_id,count(*) from checkins group by 1 order by 2 desc limit 3")).rows)})
await f.cluster.stop()
process.exit(0)
