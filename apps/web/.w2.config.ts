import base from './.w1.config.ts'
const stubs: Record<string, string> = JSON.parse(process.env.STUBS ?? '{}')
export default { ...base, build: { ...base.build, outDir: '/tmp/w1/dist2' }, plugins: [{ name: 's2', enforce: 'pre', load(id: string) { for (const [k, v] of Object.entries(stubs)) if (id.endsWith(k)) return v } }, ...base.plugins] }
