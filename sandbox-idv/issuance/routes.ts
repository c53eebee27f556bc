import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createThrowAwaySigner, type Signers } from '../authority/index.ts';
import { createCredential } from './create-credential.ts';
import { type IssuanceRefusal, refuse } from './issuance-refusal.ts';
import {
  CONFIGURATION_IDS,
  createAuthorizationServerMetadata,
  createIssuerMetadata,
  createKeySet,
  PRE_AUTHORIZED_CODE_GRANT,
} from './metadata.ts';
import type { Nonces } from './nonces.ts';
import type { Offer, Offers } from './offers.ts';
import { parseCredentialRequest } from './parse-credential-request.ts';
import { parseTokenRequest } from './parse-token-request.ts';
import { createStatusRegister, type StatusRegister } from './status-register.ts';
import { verifyKeyProof } from './verify-key-proof.ts';

export interface IssuanceOptions {
  readonly origin: string;
  readonly signer: Signers;
  readonly offers: Offers;
  readonly nonces: Nonces;
  readonly now: () => number;
  readonly randomBytes: (n: number) => Uint8Array;
}

/** The protocol endpoints. They hold no cookie, so any origin may call them (D26). */
export async function issuanceRoutes(app: FastifyInstance, options: IssuanceOptions): Promise<void> {
  const { origin, offers, nonces } = options;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 64 * 1024 }, (_request, body, done) =>
    done(null, body),
  );
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'WWW-Authenticate',
      'cache-control': 'no-store',
    });
  });
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    if ((error.statusCode ?? 500) >= 500) return reply.code(500).send({ error: 'server_error' });
    return sendRefusal(reply, refuse('invalid_request', 'the request could not be read'));
  });

  const issuerMetadata = createIssuerMetadata(origin);
  const authorizationServerMetadata = createAuthorizationServerMetadata(origin);
  const keySet = createKeySet(options.signer);
  const register = createStatusRegister({ ...options, signers: options.signer });
  app.get('/.well-known/openid-credential-issuer', async () => issuerMetadata);
  app.get('/.well-known/oauth-authorization-server', async () => authorizationServerMetadata);
  app.get('/jwks', async () => keySet);
  app.get<{ Params: { id: string } }>('/offer/:id', async (request, reply) => {
    const offer = offers.findOpen(request.params.id);
    return offer ? createOfferObject(offer, origin) : reply.code(404).send({ error: 'not_found' });
  });
  app.post('/nonce', async () => ({ c_nonce: nonces.create() }));
  app.post('/token', async (request, reply) => answerTokenRequest({ request, reply, offers }));
  app.post('/credential', async (request, reply) =>
    answerCredentialRequest({ request, reply, register, ...options }),
  );
  app.get('/status/1', async (request, reply) =>
    request.headers.accept?.includes('application/statuslist+cwt')
      ? reply.type('application/statuslist+cwt').send(Buffer.from(register.tokenListCwt()))
      : reply.type('application/statuslist+jwt').send(register.tokenListJwt()),
  );
  app.get('/status/vc/1', async (_request, reply) =>
    reply.type('application/vc+jwt').send(register.bitstring()),
  );
  for (const path of ['/.well-known/*', '/jwks', '/offer/:id', '/nonce', '/token', '/credential']) {
    app.options(path, async (_request, reply) =>
      reply
        .headers({
          'access-control-allow-methods': 'GET, POST',
          'access-control-allow-headers': 'Authorization, Content-Type, DPoP',
          'access-control-max-age': '600',
        })
        .code(204)
        .send(),
    );
  }
}

/** OpenID4VCI 1.0 section 4.1.1. */
function createOfferObject(offer: Offer, origin: string): Record<string, unknown> {
  return {
    credential_issuer: origin,
    credential_configuration_ids: [CONFIGURATION_IDS[offer.identity.credential]],
    grants: {
      [PRE_AUTHORIZED_CODE_GRANT]: {
        'pre-authorized_code': offer.preAuthorizedCode,
        tx_code: { length: offer.txCode.length, input_mode: 'numeric' },
      },
    },
  };
}

function answerTokenRequest(exchange: {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly offers: Offers;
}) {
  const { request, reply, offers } = exchange;
  if (!isContentType(request, 'application/x-www-form-urlencoded')) {
    return sendRefusal(reply, refuse('invalid_request', 'the body must be form-encoded'));
  }
  const parsed = parseTokenRequest(String(request.body ?? ''));
  if ('kind' in parsed) return sendRefusal(reply, parsed);
  const token = offers.redeem(parsed);
  if ('kind' in token) return sendRefusal(reply, token);
  return { access_token: token.accessToken, token_type: 'Bearer', expires_in: token.expiresInSeconds };
}

async function answerCredentialRequest(
  exchange: IssuanceOptions & {
    readonly register: StatusRegister;
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
  },
) {
  const { request, reply, origin, offers, nonces, now, randomBytes, register } = exchange;
  // Addresses end up in logs and histories (RFC 6750 section 5.3).
  if (typeof request.query === 'object' && request.query !== null && 'access_token' in request.query) {
    return sendRefusal(reply, refuse('invalid_request', 'an access token does not belong into the address'));
  }
  const token = /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const offer = token === undefined ? undefined : offers.findByToken(token);
  if (!offer)
    return sendRefusal(reply, refuse('invalid_token', 'the access token is missing, unknown or expired'));
  if (!isContentType(request, 'application/json')) {
    return sendRefusal(reply, refuse('invalid_credential_request', 'the body must be JSON'));
  }
  const { identity } = offer;
  const parsed = parseCredentialRequest(String(request.body ?? ''), CONFIGURATION_IDS[identity.credential]);
  if ('kind' in parsed) return sendRefusal(reply, parsed);
  const holderKey = await verifyKeyProof({ proof: parsed.proof, expectedAudience: origin, nonces, now });
  if ('kind' in holderKey) return sendRefusal(reply, holderKey);
  const signers =
    identity.flaw === 'untrusted' ? await createThrowAwaySigner({ origin, now: now() }) : exchange.signer;
  const credential = await createCredential({
    identity,
    holderKey,
    issuer: origin,
    signers,
    status: register.assign(identity.flaw === 'revoked'),
    now: now(),
    randomBytes,
  });
  offers.markIssued(offer.id);
  return { credentials: [{ credential }] };
}

function isContentType(request: FastifyRequest, expected: string): boolean {
  return request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() === expected;
}

function sendRefusal(reply: FastifyReply, refusal: IssuanceRefusal) {
  if (refusal.status === 401) void reply.header('www-authenticate', `Bearer error="${refusal.error}"`);
  return reply.code(refusal.status).send({ error: refusal.error, error_description: refusal.description });
}
