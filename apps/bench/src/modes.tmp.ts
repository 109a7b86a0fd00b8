import pg from 'pg'
import { readFileSync } from 'node:fs'
import { selectPage } from '@worksmart/api/checkins/checkins.queries.ts'
import { selectStats } from '@worksmart/api/checkins/checkin-stats.queries.ts'
import { CheckinFilter } from '@worksmart/types/checkins'
import { peopleOf, workspaceId, projectId } from './fixture.ts'
const {app}=JSON.parse(readFileSync('/tmp/bench.url','utf8'))
const c=new pg.Client({connectionString:app}); await c.connect()
const P=peopleOf(20)
async function ex(label:string, who:any, st:any){
 const out=[]
 for(const mode of ['force_custom_plan','force_generic_plan']) for (let rep=0;rep<2;rep++){
 await c.query('begin'); await c.query('select * from enter_as($1,$2)',[workspaceId,who.id]); await c.query('set local plan_cache_mode='+mode)
 await c.query(`prepare m as ${st.text}`)
 const r=await c.query(`explain (analyze,buffers,format json) execute m(${st.values.map((v:any)=>c.escapeLiteral(String(v))).join(',')})`)
 const p=r.rows[0]['QUERY PLAN'][0]; if(rep) out.push(`${mode.slice(6,9)} plan ${p['Planning Time']} exec ${p['Execution Time']} buf ${p.Plan['Shared Hit Blocks']}`)
 await c.query('deallocate m'); await c.query('rollback') }
 console.log(label.padEnd(26), out.join(' | '))
}
const mem=P[15], man=P[1]
const own={workspaceId,userId:mem!.id}, team={workspaceId,userId:null}
const f=(o:any)=>CheckinFilter.parse(o)
await ex('stats own 30',mem,selectStats(own,{from:'2026-10-22',to:'2026-11-20'}))
await ex('stats own 1 day',mem,selectStats(own,{from:'2026-11-20',to:'2026-11-20'}))
await ex('stats own all',mem,selectStats(own,{}))
await ex('stats team 30',man,selectStats(team,{from:'2026-10-22',to:'2026-11-20'}))
await ex('stats team 1 project',man,selectStats(team,{projectId:projectId(3),from:'2026-10-22',to:'2026-11-20'}))
await ex('stats team all',man,selectStats(team,{}))
for (const [l,who,sc] of [['own',mem,own],['team',man,team]] as any) for (const o of [{},{order:'worked'},{from:'2026-11-01',to:'2026-11-10'},{order:'worked',from:'2026-11-01',to:'2026-11-10'},{from:'2024-02-01',to:'2024-02-02'},{order:'worked',from:'2024-02-01',to:'2024-02-02'},{tag:'dev'},{tag:'incident'},{projectId:projectId(5)},{projectId:projectId(5),order:'worked'},{q:'backup drill'},{q:'zzzz'},{deleted:'true'}]) await ex(l+' '+JSON.stringify(o),who,selectPage(sc,f(o),null,51))
await c.end()
