import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { readRequest } from './s3-request.ts'
import { verifySignature } from './signature.ts'

// The example requests of Amazon's own documentation of Signature Version 4 for S3.
const keyring = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
}
const scope = '20130524/us-east-1/s3/aws4_request'
const signedAt = new Date('2013-05-24T00:00:00Z')
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

function verify(method: string, url: string, headers: Record<string, string>, now = signedAt) {
  const rawHeaders = Object.entries({ Host: 'examplebucket.s3.amazonaws.com', ...headers }).flat()
  const message = { method, url, rawHeaders } as unknown as IncomingMessage
  return verifySignature(readRequest(message), keyring, now)
}

function authorization(signedHeaders: string, signature: string) {
  const credential = `Credential=${keyring.accessKeyId}/${scope}`
  return `AWS4-HMAC-SHA256 ${credential},SignedHeaders=${signedHeaders},Signature=${signature}`
}

const plain = 'host;x-amz-content-sha256;x-amz-date'
const common = { 'x-amz-content-sha256': emptyHash, 'x-amz-date': '20130524T000000Z' }

const documented: [string, string, string, Record<string, string>][] = [
  [
    'a read of a range',
    'GET',
    '/test.txt',
    {
      ...common,
      Range: 'bytes=0-9',
      Authorization: authorization(
        'host;range;x-amz-content-sha256;x-amz-date',
        'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
      ),
    },
  ],
  [
    'a write of a key with a dollar sign',
    'PUT',
    '/test%24file.text',
    {
      ...common,
      Date: 'Fri, 24 May 2013 00:00:00 GMT',
      'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      Authorization: authorization(
        'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
        '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
      ),
    },
  ],
  [
    'a parameter without a value',
    'GET',
    '/?lifecycle',
    {
      ...common,
      Authorization: authorization(
        plain,
        'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
      ),
    },
  ],
  [
    'a listing',
    'GET',
    '/?max-keys=2&prefix=J',
    {
      ...common,
      Authorization: authorization(
        plain,
        '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
      ),
    },
  ],
]

const presigned =
  '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256' +
  '&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request' +
  '&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host' +
  '&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404'

describe('the signature that Amazon documents is accepted for', () => {
  for (const [name, method, url, headers] of documented) {
    test(name, () => {
      expect(verify(method, url, headers)).toEqual({
        kind: 'sha256',
        hex: headers['x-amz-content-sha256'],
      })
    })
  }

  test('a presigned address, until the second it expires', () => {
    const at = (seconds: number) => new Date(signedAt.getTime() + seconds * 1000)
    expect(verify('GET', presigned, {}, at(86_400))).toEqual({ kind: 'unsigned' })
    expect(() => verify('GET', presigned, {}, at(86_401))).toThrow('Request has expired.')
  })
})

describe('and refused', () => {
  const [, method = '', url = '', headers = {}] = documented[0] ?? []

  test('for any other method, path, header or host', () => {
    const mismatch = 'The signature does not match'
    expect(() => verify('HEAD', url, headers)).toThrow(mismatch)
    expect(() => verify(method, '/test.txT', headers)).toThrow(mismatch)
    expect(() => verify(method, `${url}?a`, headers)).toThrow(mismatch)
    expect(() => verify(method, url, { ...headers, Range: 'bytes=0-99' })).toThrow(mismatch)
    expect(() => verify(method, url, { ...headers, Host: 'localhost' })).toThrow(mismatch)
  })

  test('when a signed header is sent twice', () => {
    expect(() => verify(method, url, { ...headers, range: 'bytes=0-99' })).toThrow(
      'The signature does not match',
    )
  })

  test('when a header of S3 is not signed', () => {
    expect(() => verify(method, url, { ...headers, 'X-Amz-Acl': 'public-read' })).toThrow(
      'The header x-amz-acl is not signed.',
    )
  })

  test('when the host is not signed', () => {
    const Authorization = authorization('x-amz-content-sha256;x-amz-date', 'a'.repeat(64))
    expect(() => verify(method, url, { ...common, Authorization })).toThrow(
      'The host must be signed.',
    )
  })

  test('when the life of an address is not between a second and a week', () => {
    for (const life of ['0', '604801', '-1', '1e3', '']) {
      const url = presigned.replace('Expires=86400', `Expires=${life}`)
      expect(() => verify('GET', url, {}), life).toThrow('X-Amz-Expires must be between')
    }
  })

  test('when the credential is of another region, service or day', () => {
    const changed = (from: string, to: string) => () =>
      verify('GET', presigned.replace(from, to), {})
    expect(changed('us-east-1', 'eu-west-1')).toThrow('The region must be us-east-1.')
    expect(changed('%2Fs3%2F', '%2Fsqs%2F')).toThrow('The service must be s3.')
    expect(changed('%2F20130524%2F', '%2F20130523%2F')).toThrow('is not the day of the request')
  })

  test('when a parameter of the signature is given twice, in any case', () => {
    for (const extra of ['X-Amz-Expires=60', 'x-amz-expires=60', 'X-Amz-SignedHeaders=host']) {
      expect(() => verify('GET', `${presigned}&${extra}`, {})).toThrow('more than once')
    }
  })

  test('when the request is signed in the header and in the address', () => {
    expect(() => verify('GET', presigned, headers)).toThrow('signed twice')
  })

  test('when the address cannot be decoded', () => {
    expect(() => verify(method, '/%ff', headers)).toThrow('not well-formed')
  })
})
