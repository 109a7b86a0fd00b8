import { Session } from 'node:inspector'
import { readFileSync } from 'node:fs'
import { buildApp } from '@worksmart/api/app.ts'
import { productionRuntime } from './variant.ts'
import { startChild } from './child.ts'
import { makeScenarios } from './requests.ts'
const u=JSON.parse(readFileSync('/tmp/bench.url','utf8'))
const app=await buildApp((await productionRuntime({appUrl:u.app,ownerUrl:u.owner})).dependencies)
const port=Number(new URL(await app.listen({host:'127.0.0.1',port:0})).port)
const {scenarios}=await makeScenarios(u.owner,{rows:1000000,users:200})
const [load]=await startChild('load.ts',{})
const sc=process.argv[2]??'first'
await load.ask({do:'prepare',scenario:sc,requests:(scenarios as any)[sc]})
await load.ask({do:'run',scenario:sc,port,seconds:3})
const s=new Session(); s.connect(); s.post('Profiler.enable'); s.post('Profiler.setSamplingInterval',{interval:200}); s.post('Profiler.start')
const c0=process.cpuUsage()
const r:any=await load.ask({do:'run',scenario:sc,port,seconds:4})
const c=process.cpuUsage(c0)
s.post('Profiler.stop',(e,{profile})=>{
 const self=new Map<string,number>(); const total=new Map<string,number>(); const byId=new Map(profile.nodes.map(n=>[n.id,n]))
 const parent=new Map<number,number>(); for(const n of profile.nodes) for(const k of n.children??[]) parent.set(k,n.id)
 const name=(n:any)=>`${n.callFrame.functionName||'(anon)'} ${n.callFrame.url.split('/').slice(-2).join('/')}:${n.callFrame.lineNumber+1}`
 let all=0
 profile.samples!.forEach((id,i)=>{const dt=profile.timeDeltas![i]!; const nm=name(byId.get(id)); if(nm.startsWith('(idle)')) return; all+=dt; self.set(nm,(self.get(nm)??0)+dt); const seen=new Set<string>(); let p:number|undefined=id; while(p!==undefined){const m=name(byId.get(p)); if(!seen.has(m)){seen.add(m); total.set(m,(total.get(m)??0)+dt)} p=parent.get(p)}})
 const show=(m:Map<string,number>,n:number)=>[...m].sort((a,b)=>b[1]-a[1]).slice(0,n).forEach(([k,v])=>console.log((v/r.requests).toFixed(1).padStart(7),'µs',k))
 console.log(r, 'cpu/req', (c.user+c.system)/r.requests,'prof/req',all/r.requests); console.log('SELF'); show(self,32); console.log('TOTAL'); show(total,60)
 process.exit(0)
})
