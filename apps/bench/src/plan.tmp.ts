import pg from 'pg'
import { readFileSync } from 'node:fs'
import { selectPage } from '@worksmart/api/checkins/checkins.queries.ts'
import { selectStats } from '@worksmart/api/checkins/checkin-stats.queries.ts'
import { CheckinFilter } from '@worksmart/types/checkins'
import { peopleOf, workspaceId } from './fixture.ts'
const {app}=JSON.parse(readFileSync('/tmp/bench.url','utf8'))
const c=new pg.Client({connectionString:app}); await c.connect()
const who=peopleOf(20)[Number(process.argv[2]??15)]
const scope={workspaceId,userId:who.role==='member'?who.id:null}
async function ex(st, mode='force_custom_plan'){
 await c.query('begin'); await c.query('select * from enter_as($1,$2)',[workspaceId,who.id]); await c.query('set local plan_cache_mode='+mode)
 await c.query(`prepare m as ${st.text}`)
 const r=await c.query(`explain (analyze,buffers) execute m(${st.values.map(v=>c.escapeLiteral(String(v))).join(',')})`)
 console.log(mode); console.log(r.rows.map(x=>x['QUERY PLAN']).join('\n')); await c.query('deallocate m'); await c.query('rollback')
}
const k=process.argv[3]
if(k==='stats') await ex(selectStats(scope,{from:'2026-10-22',to:'2026-11-20'}))
else { const st=selectPage(scope, CheckinFilter.parse(JSON.parse(k??'{}')), null, 51); await ex(st); await ex(st,'force_generic_plan') }
await c.end()
