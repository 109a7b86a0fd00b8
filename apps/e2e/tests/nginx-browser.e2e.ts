// The journeys of the other files once more, as a person at a server has them: nginx with the
// configuration of production, TLS, sign-in by token. A page that the content policy refused
// anything complains, and a complaint fails its test.

import { describe, expect, test } from 'vitest'
import { behindNginx, runApp } from '../support/app.ts'
import { nginxIsMissing } from '../support/nginx.ts'
import { bar, choose } from '../support/people.ts'

const missing = nginxIsMissing()
if (missing) process.stderr.write(`\n*** ${missing}: the tests behind nginx do NOT run. ***\n\n`)

behindNginx()

describe.skipIf(missing)('behind nginx', () => {
  describe('check-ins', async () => void (await import('./checkins.e2e.ts')))
  describe('projects and tasks', async () => void (await import('./projects.e2e.ts')))
  describe('who may do what', async () => void (await import('./access.e2e.ts')))

  describe('the content policy', () => {
    const app = runApp()

    test('refuses what it should: a script in the page, code in a text, a foreign host', async () => {
      const { page, complaints } = await app.open()
      await choose(page, app.stack(), 'Ana Lima')
      await page.evaluate(() => {
        const seen: string[] = []
        Object.assign(window, { seen })
        document.addEventListener('securitypolicyviolation', (event) =>
          seen.push(event.effectiveDirective),
        )
        const attempt = (work: () => unknown) => {
          try {
            work()
          } catch {
            // Trusted types throw; that is the refusal.
          }
        }
        attempt(() => {
          const script = document.createElement('script')
          script.textContent = 'window.ran = true'
          document.body.append(script)
        })
        attempt(() => {
          document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = true">')
        })
        fetch('https://elsewhere.test/').catch(() => {})
      })
      const refused = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen)
      await expect
        .poll(refused)
        .toEqual(expect.arrayContaining(['require-trusted-types-for', 'connect-src']))
      expect(await page.evaluate(() => 'ran' in window)).toBe(false)
      await bar(page).waitFor()
      // These complaints were asked for.
      expect(complaints.length).toBeGreaterThan(0)
      complaints.length = 0
    })
  })
})
