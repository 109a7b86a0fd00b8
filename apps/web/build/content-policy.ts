import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

// React Aria adds one <style> element; its text, and so its hash, changes only with its version.
const reactAriaStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"

/**
 * Writes the content security policy of the built page as nginx reads it, into `.nginx/csp.conf`
 * of the bundle, where no visitor finds it. What the page carries inline is allowed by its hash.
 * Three variables are nginx's: hosts of documents and sign-in are known only where it runs.
 */
export function contentPolicy(): Plugin {
  let outDir = 'dist'
  return {
    name: 'worksmart:content-policy',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const html = await readFile(join(outDir, 'index.html'), 'utf8')
        await mkdir(join(outDir, '.nginx'), { recursive: true })
        await writeFile(join(outDir, '.nginx', 'csp.conf'), nginxPolicy(html))
      },
    },
  }
}

/** The policy of this page, as a map of nginx; attributes with code or style in them are refused. */
export function nginxPolicy(html: string): string {
  const forbidden = /\s(on[a-z]+|style)\s*=/i.exec(html)
  if (forbidden) throw new Error(`index.html has a ${forbidden[1]} attribute; move it to a file.`)
  const scripts = inlineHashes(html, 'script')
  const styles = [...inlineHashes(html, 'style'), reactAriaStyle]
  const policy = [
    "default-src 'none'",
    `script-src ${["'self'", ...scripts].join(' ')}$csp_sign_in`,
    `style-src ${["'self'", ...styles].join(' ')}`,
    "img-src 'self' data: blob:",
    'frame-src blob:$csp_sign_in_frame',
    "font-src 'self'",
    `connect-src 'self'$csp_storage$csp_sign_in`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
  return `# Written by the web build.\nmap $host $page_policy {\n  default "${policy}";\n}\n`
}

function inlineHashes(html: string, tag: 'script' | 'style'): string[] {
  const elements = html.matchAll(new RegExp(`<${tag}\\b([^>]*)>([\\s\\S]*?)</${tag}>`, 'gi'))
  return [...elements]
    .filter(([, attributes = '']) => !/\ssrc\s*=/.test(attributes))
    .map(([, , text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
}
