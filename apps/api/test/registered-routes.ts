import type { FastifyInstance, InjectOptions } from 'fastify'
import { v7 } from 'uuid'

/**
 * `METHOD /path` of every route that Fastify really has, without HEAD, the documentation page and
 * the answers to wrong methods. Read from the router's own listing, so nothing can hide.
 */
export async function registeredRoutes(app: FastifyInstance): Promise<string[]> {
  const routes: string[] = []
  const parts: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^((?:│ {3}| {4})*)(?:├── |└── )(\S+) \(([^)]*)\)/.exec(line)
    if (!match) continue
    const [, indent = '', part = '', methods = ''] = match
    parts.length = indent.length / 4
    parts.push(part)
    const url = parts.join('')
    if (url.startsWith('/docs')) continue
    for (const method of methods.split(', ').filter((one) => one !== 'HEAD')) {
      if (!(await isRefusal(app, method, url))) routes.push(`${method} ${url}`)
    }
  }
  return routes
}

async function isRefusal(app: FastifyInstance, method: string, url: string): Promise<boolean> {
  const { statusCode } = await app.inject({
    method: method as NonNullable<InjectOptions['method']>,
    url: url.replace(/:\w+/g, () => v7()),
  })
  return statusCode === 405
}
