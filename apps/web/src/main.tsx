import './reset.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { type ClientOptions, createClient, type MakeClient } from './api/client.ts'
import { makeQueryClient } from './api/query-client.ts'
import { App } from './app.tsx'
import { reloadOnMissingChunk } from './missing-chunk.ts'
import { makeRouter } from './router.tsx'

reloadOnMissingChunk()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

// Development compares every answer with its contract; production leaves that code out.
const inspect: ClientOptions['inspect'] = import.meta.env.DEV
  ? async (...answer) => (await import('./api/contract-check.ts')).checkContract(...answer)
  : undefined

const makeClient: MakeClient = (identity) =>
  createClient({ ...identity, ...(inspect ? { inspect } : {}) })

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <App router={makeRouter()} makeClient={makeClient} />
    </QueryClientProvider>
  </StrictMode>,
)
