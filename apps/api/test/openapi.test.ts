import { type RouteName, routeMatrix } from '@worksmart/types/permissions'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from './app.ts'

type Operation = {
  security?: object[]
  responses?: Record<string, object>
  requestBody?: object
  parameters?: object[]
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

let t: TestApp
let document: Document
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  document = (await t.as(undefined, 'GET', '/openapi.json')).json()
})
afterAll(() => t.close())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
      operation,
    })),
  )

test('the document is OpenAPI 3.1 and lists every route of the matrix, and no other', () => {
  expect(document.openapi).toMatch(/^3\.1\./)
  const listed = operations().map((one) => one.name)
  const routes = Object.keys(routeMatrix).filter((name) => name !== 'GET /openapi.json')
  expect(listed.sort()).toEqual(routes.sort())
})

test('every operation says what it answers, problems included', () => {
  for (const { name, operation } of operations()) {
    const codes = Object.keys(operation.responses ?? {})
    expect(codes, name).toContain('default')
    expect(codes.filter((code) => /^2\d\d$/.test(code)).length, name).toBeGreaterThan(0)
  }
})

test('who has to say who they are is what the document says', () => {
  for (const { name, operation } of operations()) {
    const isPublic = routeMatrix[name as RouteName].permission === 'public'
    expect(operation.security, name).toEqual(isPublic ? [] : undefined)
  }
})

test('every reference leads somewhere', () => {
  const references = [
    ...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g),
  ]
  expect(references.length).toBeGreaterThan(10)
  for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name ?? '')
})

test('a body that writes is described, and a path says its parts', () => {
  for (const { name, operation } of operations()) {
    if (/^(POST|PATCH) \/(checkins|documents)(\/batch|\/:id|\/presign|\/:id\/links)?$/.test(name)) {
      expect(operation.requestBody, name).toBeDefined()
    }
    if (name.includes(':id')) expect(operation.parameters?.length, name).toBeGreaterThan(0)
  }
})

test('the page to browse it is there', async () => {
  const page = await t.as(undefined, 'GET', '/docs')
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.headers['content-security-policy']).toContain("default-src 'self'")
})
