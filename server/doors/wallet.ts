import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';

const requestId = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{20,64}$/) });
const field = z.string().max(2_000_000).optional();
const answer = z.object({
  response: field,
  vp_token: field,
  error: z.string().max(200).optional(),
  state: z.string().max(200).optional(),
});

/** Who asks the wallet, and judges its answer: the journey; in an example also the verifier bench. */
export interface AskingParty {
  /** Null: there is no such request (any more). */
  readRequestObject(request: { requestId: string; walletNonce?: string }): Promise<string | null>;
  answerPresentation(answer: {
    requestId: string;
    response?: string;
    vpToken?: string;
    error?: string;
    state?: string;
  }): Promise<{ readonly accepted: true; readonly location: string } | { readonly accepted: false }>;
}

/**
 * The wallet's door: OpenID4VP over `request_uri` and `direct_post.jwt`. No cookies; any wallet on any origin may call (D26).
 * Anything wrong is a 4xx without a word why, synchronously (interop.md 2.1).
 *
 * @param options.plainAnswers whether the fields of `direct_post` are read at all. Not where people recover: what arrives in
 *   plain can be read where TLS ends, and holds everything that the person showed
 */
export function registerWalletDoor(
  app: FastifyInstance,
  options: {
    readonly asking: AskingParty;
    /** Keys that sign hand-overs; null: there are none. */
    readonly jwks: object | null;
    readonly plainAnswers?: boolean;
  },
): void {
  const { asking, jwks, plainAnswers = false } = options;
  // A million characters are read (responseTooLarge), which are as many bytes of a form, but for plain JSON in it.
  const bodyLimit = plainAnswers ? 2_500_000 : 1_050_000;
  void app.register(async (door) => {
    door.addHook('onRequest', async (_request, reply) => {
      void reply.header('access-control-allow-origin', '*').header('cache-control', 'no-store');
    });
    // Wallets send forms (OpenID4VP 8.2); nothing else is read.
    door.removeAllContentTypeParsers();
    door.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
    );

    door.options('/openid4vp/*', async (_request, reply) =>
      reply
        .header('access-control-allow-methods', 'GET, POST')
        .header('access-control-allow-headers', 'content-type, accept')
        .header('access-control-max-age', '600')
        .code(204)
        .send(),
    );

    door.get('/openid4vp/request/:id', async (request, reply) =>
      send(reply, requestId.safeParse(request.params).data?.id),
    );

    door.post('/openid4vp/request/:id', async (request, reply) => {
      const body = z
        .object({ wallet_nonce: z.string().min(1).max(512).optional() })
        .safeParse(request.body ?? {});
      if (!body.success) return reply.code(400).send({ error: 'invalid_request' });
      return send(reply, requestId.safeParse(request.params).data?.id, body.data.wallet_nonce);
    });

    door.post('/openid4vp/response/:id', { bodyLimit }, async (request, reply) => {
      const id = requestId.safeParse(request.params).data?.id;
      const body = answer.safeParse(request.body ?? {});
      if (id === undefined || !body.success) return reply.code(400).send({ error: 'invalid_request' });
      const { response, vp_token: vpToken, error, state } = body.data;
      const said = await asking.answerPresentation({
        requestId: id,
        ...(response !== undefined && { response }),
        ...(plainAnswers && vpToken !== undefined && { vpToken }),
        ...(error !== undefined && { error }),
        ...(state !== undefined && { state }),
      });
      return said.accepted
        ? reply.send({ redirect_uri: said.location })
        : reply.code(400).send({ error: 'invalid_request' });
    });

    if (jwks !== null)
      door.get('/.well-known/jwks.json', async (_request, reply) =>
        reply.header('cache-control', 'max-age=300').send(jwks),
      );

    async function send(reply: FastifyReply, id: string | undefined, walletNonce?: string) {
      const jwt =
        id === undefined
          ? null
          : await asking.readRequestObject({
              requestId: id,
              ...(walletNonce !== undefined && { walletNonce }),
            });
      if (jwt === null) return reply.code(404).send({ error: 'invalid_request_uri' });
      return reply.type('application/oauth-authz-req+jwt').send(jwt);
    }
  });
}
