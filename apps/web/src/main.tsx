import './reset.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from './api/client.ts'
import { makeQueryClient } from './api/query-client.ts'
import { App } from './app.tsx'
import { reloadOnMissingChunk } from './missing-chunk.ts'
import { makeRouter } from './router.tsx'

reloadOnMissingChunk()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <App router={makeRouter()} makeClient={(userId) => createClient({ userId })} />
    </QueryClientProvider>
  </StrictMode>,
)
