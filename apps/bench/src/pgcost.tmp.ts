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
const variants:Record<string,(id:string)=>any[]>={
 'begin+commit':()=>['begin read only','commit'],
 'begin+enter+commit':(id)=>['begin read only',enter(id),'commit'],
 'page':(id)=>['begin read only',enter(id),page(id),'commit'],
 'page limit inline':(id)=>['begin read only',enter(id),inl(id),'commit'],
 'stats':(id)=>['begin read only',enter(id),stats(id),'commit'],
}
const conns:Record<string,any>={}
for(const mode of ['auto','force_generic_plan']) for(const v in variants) conns[mode+' '+v]={...(await mk('-c plan_cache_mode='+mode)),v}
for(const k in conns) conns[k].t=[]
for(let r=0;r<6;r++) for(const k in conns){const {c,pid,v,t}=conns[k]; const n=v==='stats'?300:800; const b=cpu(pid); for(let i=0;i<n;i++){await Promise.all(variants[v](who[i%who.length].id).map((q:any)=>typeof q==='string'?c.query(q):c.query({...q,...raw})))} if(r>0)t.push((cpu(pid)-b)/n)}
for(const k in conns){const t=conns[k].t.sort((a:number,b:number)=>a-b); const ps=(await conns[k].c.query('select name, generic_plans g, custom_plans c from pg_prepared_statements')).rows.map((r:any)=>`${r.name}:${r.g}/${r.c}`).join(' '); console.log(k.padEnd(40),t[2].toFixed(0),ps); await conns[k].c.end()}
