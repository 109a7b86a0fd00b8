import pg from 'pg'
import { readFileSync } from 'node:fs'
import { selectPage } from '@worksmart/api/checkins/checkins.queries.ts'
import { selectStats } from '@worksmart/api/checkins/checkin-stats.queries.ts'
import { CheckinFilter } from '@worksmart/types/checkins'
import { peopleOf, workspaceId } from './fixture.ts'
const {app,owner}=JSON.parse(readFileSync('/tmp/bench.url','utf8'))
const mk=async(opt='')=>{const c=new pg.Client({connectionString:app,pipeline:true,options:'-c TimeZone=UTC '+opt} as any); await c.connect(); const pid=(await c.query('select pg_backend_pid() p')).rows[0].p; return {c,pid}}
const cpu=(pid:number)=>{const f=readFileSync(`/proc/${pid}/stat`,'utf8').split(') ')[1].split(' ');return (Number(f[11])+Number(f[12]))*1e4}
const who=peopleOf(200).filter(p=>p.role==='member')
const page=(id:string)=>selectPage({workspaceId,userId:id},CheckinFilter.parse({}),null,51)
const stats=(id:string)=>selectStats({workspaceId,userId:id},{from:'2026-10-22',to:'2026-11-20'})
const enter=(id:string)=>({name:'enter_as',text:'select role, active, time_zone from enter_as($1, $2)',values:[workspaceId,id]})
const raw={rowMode:'array',types:{getTypeParser:()=>(v:string)=>v}}
const inl=(id:string)=>{const p=page(id);return {name:'pl51',text:p.text.replace(/limit \$\d+/,'limit 51'),values:p.values.slice(0,-1)}}

const W=`workspace_id = $1 and deleted_at is null and user_id = $2 and work_date >= $3 and work_date <= $4`
const q=(name:string,text:string)=>(id:string)=>['begin read only',enter(id),{name,text,values:[workspaceId,id,'2026-10-22','2026-11-20']},'commit']
const variants:Record<string,(id:string)=>any[]>={
 'enter':(id)=>['begin read only',enter(id),'commit'],
 'page':(id)=>['begin read only',enter(id),page(id),'commit'],
 'stats':(id)=>['begin read only',enter(id),stats(id),'commit'],
 'only sets':q('a',`select grouping(work_date, project_id, user_id), work_date, project_id, user_id, null, coalesce(sum(minutes), 0), count(*) from checkins where ${W} group by grouping sets ((), (work_date), (project_id), (user_id))`),
 'only tags':q('b',`select -1, tag, sum(minutes), count(*) from checkins, unnest(tags) as tag where ${W} group by tag`),
 'only tags in select':q('c',`select -1, tag, sum(minutes), count(*) from (select unnest(tags) as tag, minutes from checkins where ${W}) x group by tag`),
 'cte':q('d',`with c as materialized (select work_date, project_id, user_id, tags, minutes from checkins where ${W}) select grouping(work_date, project_id, user_id), work_date, project_id, user_id, null, coalesce(sum(minutes), 0), count(*) from c group by grouping sets ((), (work_date), (project_id), (user_id)) union all select -1, null,null,null, tag, sum(minutes), count(*) from (select unnest(tags) as tag, minutes from c) x group by tag`),
 'scan only':q('e',`select sum(minutes) from checkins where ${W}`),
 'heap scan only':q('f',`select sum(minutes), max(cardinality(tags)) from checkins where ${W}`),
}
const conns:Record<string,any>={}
for(const mode of ['auto']) for(const v in variants) conns[mode+' '+v]={...(await mk('-c plan_cache_mode='+mode)),v}
for(const k in conns) conns[k].t=[]
for(let r=0;r<6;r++) for(const k in conns){const {c,pid,v,t}=conns[k]; const n=300; const b=cpu(pid); for(let i=0;i<n;i++){await Promise.all(variants[v](who[i%who.length].id).map((q:any)=>typeof q==='string'?c.query(q):c.query({...q,...raw})))} if(r>0)t.push((cpu(pid)-b)/n)}
for(const k in conns){const t=conns[k].t.sort((a:number,b:number)=>a-b); const ps=(await conns[k].c.query('select name, generic_plans g, custom_plans c from pg_prepared_statements')).rows.map((r:any)=>`${r.name}:${r.g}/${r.c}`).join(' '); console.log(k.padEnd(40),t[2].toFixed(0),ps); await conns[k].c.end()}
