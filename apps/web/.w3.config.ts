import base from './.w1.config.ts'
import { readFileSync } from 'node:fs'
const names = (process.env.DROP ?? '').split(',').filter(Boolean)
function stub(id: string) {
  const src = readFileSync(id, 'utf8')
  const found = [...src.matchAll(/export (?:async )?(?:const|function|class) (\w+)/g)].map((m) => m[1])
  return found.map((n) => `export const ${n} = () => null`).join('\n')
}
export default { ...base, build: { ...base.build, outDir: '/tmp/w1/dist3' }, plugins: [{ name: 's3', enforce: 'pre', load(id: string) { if (id.includes('/src/') && names.some((n) => id.endsWith(n))) return stub(id) } }, ...base.plugins.filter((p: any) => !JSON.stringify(p?.name ?? '').includes('precompress'))] }
