import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { securityHeaders } from '@worksmart/dev-services/security-headers'
import { errorCodes } from '@worksmart/types/error-codes'
import { afterAll, describe, expect, test } from 'vitest'
import { nginxPolicy } from '../../web/build/content-policy.ts'
import { nginxIsMissing } from '../support/nginx.ts'
import { read, root } from './project-files.ts'

const files = readdirSync(join(root, 'nginx')).filter((name) => /\.(conf|template)$/.test(name))

type Block = { name: string; own: string }

/** Every location of a configuration with what it says itself, without the locations inside. */
function locationsOf(text: string): Block[] {
  const found: Block[] = []
  const open: Block[] = []
  for (const line of text.split('\n')) {
    const location = /^\s*location (.+) \{$/.exec(line)
    if (location) open.push({ name: location[1] ?? '', own: '' })
    else if (/\{$/.test(line)) open.push({ name: '', own: '' })
    else if (/^\s*\}$/.test(line)) {
      const closed = open.pop()
      if (closed?.name) found.push(closed)
    } else for (const one of open.slice(-1)) one.own += `${line}\n`
  }
  return found
}

describe('the files', () => {
  test('every location includes the security headers, itself or with the proxy settings', () => {
    const locations = files.flatMap((file) =>
      locationsOf(read(`nginx/${file}`)).map((one) => ({ file, ...one })),
    )
    expect(locations.length).toBeGreaterThan(12)
    const bare = locations.filter(
      ({ own }) => !/include .*\/(security-headers|proxy)\.conf;/.test(own),
    )
    expect(bare).toEqual([])
    expect(read('nginx/proxy.conf')).toContain('/security-headers.conf;')
  })

  test('headers are added in one file only, and for errors too', () => {
    for (const file of files) {
      const lines = read(`nginx/${file}`).match(/^\s*add_header.*$/gm) ?? []
      if (file !== 'security-headers.conf') expect([file, lines]).toEqual([file, []])
      else for (const line of lines) expect(line).toMatch(/ always;$/)
    }
  })

  test('the headers are those of npm start, with HSTS', () => {
    const added = [
      ...read('nginx/security-headers.conf').matchAll(/^add_header (\S+) (.+) always;$/gm),
    ]
    const sent = Object.fromEntries(
      added.map(([, name = '', value = '']) => [name.toLowerCase(), value.replaceAll('"', '')]),
    )
    expect(sent).toMatchObject({
      ...securityHeaders,
      'content-security-policy': '$content_security_policy',
      'strict-transport-security': '$hsts',
    })
  })

  test('only new protocols and ciphers are spoken, each with forward secrecy', () => {
    const conf = read('nginx/production.conf.template')
    expect(conf).toMatch(/^ *ssl_protocols TLSv1\.2 TLSv1\.3;$/m)
    const ciphers = /^ *ssl_ciphers (\S+);$/m.exec(conf)?.[1]?.split(':') ?? []
    expect(ciphers.length).toBeGreaterThan(3)
    for (const one of ciphers) {
      expect(one).toMatch(/^ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM-SHA(256|384)|CHACHA20-POLY1305)$/)
    }
  })

  test('the policy of the page is the one of npm start, and the build adds hashes alone', () => {
    const plain = nginxPolicy('<!doctype html><script src="/theme.js"></script>')
    const value = /default "(.*)";/.exec(plain)?.[1] ?? ''
    expect(value.replace(/\$csp_\w+/g, '')).toBe(securityHeaders['content-security-policy'])
    // The SHA-256 of `a` in base64.
    expect(nginxPolicy('<script>a</script>')).toContain(
      "script-src 'self' 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='$csp_sign_in;",
    )
    expect(() => nginxPolicy('<body onload="x()">')).toThrow('onload')
    expect(value).not.toContain('unsafe')
  })

  test('every problem that nginx makes has a code that the app knows', () => {
    const map = /map \$status \$problem_code \{([^}]*)\}/.exec(read('nginx/common.conf'))?.[1] ?? ''
    const codes = [...map.matchAll(/^\s*\w+ (\S+);$/gm)].map(([, code]) => code)
    expect(codes.length).toBeGreaterThan(10)
    expect(codes.filter((code) => !(errorCodes as readonly string[]).includes(code ?? ''))).toEqual(
      [],
    )
  })

  test('production takes the local header and every cookie away', () => {
    const proxy = read('nginx/proxy.conf')
    expect(proxy).toContain('proxy_set_header Cookie "";')
    expect(proxy).toMatch(/proxy_set_header X-User-Id \$\{LOCAL_PERSON\};/)
    expect(read('nginx/render.sh')).toMatch(
      /if \[ "\$kind" = production \]; then[^}]*LOCAL_PERSON='""'/,
    )
  })
})

const missing = nginxIsMissing()

describe('render.sh', () => {
  const folder = mkdtempSync(join(tmpdir(), 'worksmart-render-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'web'))
  for (const name of ['certificate.pem', 'key.pem', 'web/index.html'])
    writeFileSync(join(folder, name), '')
  writeFileSync(join(folder, 'csp.conf'), nginxPolicy(''))
  const good = {
    PATH: process.env.PATH ?? '',
    RUN_DIR: join(folder, 'run'),
    WEB_ROOT: join(folder, 'web'),
    ACME_ROOT: join(folder, 'acme'),
    CSP_FILE: join(folder, 'csp.conf'),
    ACCESS_LOG: join(folder, 'access.log'),
    HTTP_LISTEN: '127.0.0.1:28080',
    HTTPS_LISTEN: '127.0.0.1:28443',
    PUBLIC_ORIGIN: 'https://time.example.com',
    CLERK_ISSUER: 'https://clerk.example.com',
    API_1: '127.0.0.1:3001',
    API_2: '127.0.0.1:3002',
    STORAGE_ORIGIN: 'https://bucket.s3.eu-central-1.amazonaws.com',
    TLS_CERTIFICATE: join(folder, 'certificate.pem'),
    TLS_KEY: join(folder, 'key.pem'),
  }
  const render = (env: Record<string, string>, kind = 'production') =>
    spawnSync(join(root, 'nginx', 'render.sh'), [kind], { env, encoding: 'utf8' })

  test('without settings names every missing one in one message and writes nothing', () => {
    const { status, stderr } = render({ PATH: good.PATH, RUN_DIR: join(folder, 'none') })
    expect(status).toBe(78)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    for (const name of [
      'API_1',
      'PUBLIC_ORIGIN',
      'CLERK_ISSUER',
      'STORAGE_ORIGIN',
      'CSP_FILE',
      'WEB_ROOT',
      'TLS_KEY',
    ])
      expect(stderr).toContain(`${name}: `)
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })

  test.each([
    ['PUBLIC_ORIGIN', 'http://time.example.com'],
    ['PUBLIC_ORIGIN', 'https://time.example.com/path'],
    ['PUBLIC_ORIGIN', 'https://a.example.com; root /etc;'],
    ['API_1', '127.0.0.1:3000; include /etc/passwd'],
    ['API_2', 'api|2:3000'],
    ['CLERK_ISSUER', "https://clerk.example.com 'unsafe-inline'"],
    ['STORAGE_ORIGIN', 'https://bucket.example.com\nhttps://elsewhere.test'],
    ['REAL_IP_FROM', '10.0.0.0/8;'],
    ['HTTP_LISTEN', '8080 default_server; #'],
    ['RUN_DIR', '../run'],
  ])('refuses %s=%j', (name, value) => {
    const { status, stderr } = render({ ...good, [name]: value })
    expect([status, stderr]).toEqual([78, expect.stringContaining(name)])
  })

  test('a word that is no configuration is refused', () => {
    expect(render(good, 'staging').status).toBe(78)
  })

  test.skipIf(missing)('nginx accepts what it writes for one machine', () => {
    const { status, stderr } = render({ ...good, API_1: '127.0.0.1:3000', API_2: '' }, 'local')
    expect([status, stderr]).toEqual([0, ''])
    expect(readFileSync(join(folder, 'run', 'conf', 'proxy.conf'), 'utf8')).toContain(
      'proxy_set_header X-User-Id $http_x_user_id;',
    )
  })

  test('leaves no placeholder behind and names the addresses of a load balancer', () => {
    // The certificate is empty here, which nginx alone can tell; the files are written before.
    render({ ...good, REAL_IP_FROM: '10.0.0.0/8,fd00::/8' })
    const written = readdirSync(join(folder, 'run', 'conf')).map((name) => `conf/${name}`)
    for (const name of ['nginx.conf', ...written]) {
      const text = readFileSync(join(folder, 'run', name), 'utf8').replace(/^\s*#.*$/gm, '')
      expect([name, text.match(/\$\{[A-Z_0-9]+\}/g)]).toEqual([name, null])
    }
    expect(readFileSync(join(folder, 'run', 'real-ip.conf'), 'utf8')).toBe(
      'set_real_ip_from 10.0.0.0/8;\nset_real_ip_from fd00::/8;\nreal_ip_header X-Forwarded-For;\nreal_ip_recursive on;\n',
    )
  })
})
