import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * The id of a request: the one that a trusted proxy gave it, so that one id names it in every log,
 * else a new one. `proxies` are addresses or networks.
 */
export function requestIds(
  proxies: readonly string[],
  newId: () => string,
): (request: IncomingMessage) => string {
  const trusted = new BlockList()
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(bits), family)
  }
  return (request) => {
    const given = request.headers['x-request-id']
    if (typeof given !== 'string' || !uuid.test(given)) return newId()
    const peer = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''
    return trusted.check(peer, isIPv6(peer) ? 'ipv6' : 'ipv4') ? given : newId()
  }
}
