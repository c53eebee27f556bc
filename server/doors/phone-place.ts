import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { nameDevice, networkOf } from '../../directory/index.ts';
import type { PhonePlace } from '../../recovery/journey/index.ts';

/** What the server knows about where a request comes from: how the browser calls itself and the line it came by; no guess at a place. */
export function phonePlaceOf(request: FastifyRequest): PhonePlace {
  const network = networkOf(request.ip);
  // In IPv6 each device of a household has an address of its own, and the household a /48 or a part of one.
  const line = network.endsWith('/48') ? network : request.ip.replace(/^::ffff:/i, '');
  return {
    browser: nameDevice((request.headers['user-agent'] ?? '').slice(0, 512)),
    network,
    line: createHash('sha256').update(line).digest('base64url'),
  };
}
