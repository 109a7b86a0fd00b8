import { expect, test } from 'vitest'
import { allowClerkScript, clerkHost } from './allow-clerk-script.ts'

const key = `pk_live_${btoa('clerk.example.com$')}`

test('the host is the one in the publishable key', () => {
  expect(clerkHost(key)).toBe('clerk.example.com')
  for (const bad of ['', 'pk_live_', 'pk_live_%%%', `pk_live_${btoa('a b/c$')}`])
    expect(clerkHost(bad)).toBe(null)
})

test("scripts of Clerk's host are let through and no others", () => {
  let rule: (url: string) => string | null = () => ''
  allowClerkScript(key, {
    createPolicy: (name, { createScriptURL }) => {
      expect(name).toBe('default')
      rule = createScriptURL
    },
  })
  const script = 'https://clerk.example.com/npm/@clerk/clerk-js@5/dist/clerk.browser.js'
  expect(rule(script)).toBe(script)
  for (const bad of [
    'https://elsewhere.test/clerk.js',
    'http://clerk.example.com/clerk.js',
    'https://clerk.example.com.elsewhere.test/x.js',
    'https://clerk.example.com:8443/x.js',
    'data:text/javascript,alert(1)',
    '/assets/x.js',
  ])
    expect(rule(bad)).toBe(null)
})

test('a browser without trusted types needs nothing', () => {
  expect(() => allowClerkScript(key, undefined)).not.toThrow()
})
