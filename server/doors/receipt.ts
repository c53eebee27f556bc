import type { FastifyInstance } from 'fastify';
import type { Journey } from '../../recovery/journey/index.ts';
import type { Cookies } from '../cookies.ts';
import type { Installation } from '../installation.ts';
import { createReceiptKey, readReceipt } from '../receipts/index.ts';

/**
 * The receipt of a recovery, for the browser that went through it, and the key by which anybody can check one. The key stands at an
 * address of its own: what takes hand-overs by `/.well-known/jwks.json` must never take a receipt for one (RFC 8725, 3.12).
 */
export function registerReceiptDoor(
  app: FastifyInstance,
  door: { readonly installation: Installation; readonly journey: Journey; readonly cookies: Cookies },
): void {
  const { installation, journey, cookies } = door;
  const key = createReceiptKey(installation.keys.derive('receipt'));

  app.get('/api/recovery/receipt', async (request, reply) => {
    const cookie = cookies.read(request, 'recovery');
    const recovery = cookie === undefined ? null : await journey.findByCookie(cookie);
    if (recovery === null) return reply.code(404).send({ error: 'noRecovery' });
    const { identifier } = await journey.view(recovery);
    const receipt = await readReceipt(installation, { recovery, typedName: identifier, key });
    if (receipt === null) return reply.code(409).send({ error: 'notNow' });
    return reply
      .type('application/jose; charset=utf-8')
      .header('content-disposition', `attachment; filename="receipt-${recovery.caseNumber}.jws"`)
      .send(`${receipt}\n`);
  });

  app.get('/.well-known/regain-receipts.json', async (_request, reply) =>
    reply.header('cache-control', 'max-age=300').send({ keys: [key.publicJwk] }),
  );
}
