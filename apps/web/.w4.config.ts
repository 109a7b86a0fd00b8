import base from './.w1.config.ts'
export default { ...base, build: { ...base.build, outDir: '/tmp/w1/dist4', rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', test: /src\/(main|screens\/today\/today-screen)\.tsx$/ }] } } } } }
