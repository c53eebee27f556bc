import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Transactions } from './create-transactions.ts';
import { describeTransaction } from './describe-transaction.ts';
import { parseTestProfile, type TestProfile } from './parse-test-profile.ts';
import { answeredPage, resultPage } from './result-page.ts';

const files = { 'verifier.css': 'text/css', 'follow-transaction.js': 'text/javascript' };

/**
 * Who starts transactions and reads their results: programs as JSON, people as a page. On this machine anybody may; elsewhere the
 * token is asked for, as a bearer's or as the password of HTTP's own prompt. Public are the authority, and where wallets send people.
 */
export function registerTransactionsDoor(
  app: FastifyInstance,
  door: {
    readonly transactions: Transactions;
    readonly now: () => number;
    readonly origin: string;
    readonly authorityPem: string;
    readonly token: string | null;
    readonly profile?: TestProfile;
  },
): void {
  const { transactions, origin, token, now } = door;

  void app.register(async (guarded) => {
    guarded.addHook('onRequest', async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      if (token === null || holdsToken(request.headers.authorization, token)) return;
      return reply
        .code(401)
        .header('www-authenticate', 'Basic realm="verifier", charset="UTF-8"')
        .send({ error: 'token' });
    });

    guarded.post('/transactions', async (request, reply) => {
      const given = request.body ?? null;
      if (given === null && door.profile === undefined)
        return reply.code(400).send({ error: 'badProfile', problems: ['a test profile is missing'] });
      const parsed =
        given === null ? ({ kind: 'parsed', profile: door.profile! } as const) : parseTestProfile(given);
      if (parsed.kind === 'invalid')
        return reply.code(400).send({ error: 'badProfile', problems: parsed.problems });
      const transaction = await transactions.start(parsed.profile);
      const address = transactions.addressOf(transaction);
      const { searchParams } = new URL(address);
      const result = `${origin}/transactions/${transaction.id}`;
      return reply
        .code(201)
        .header('location', result)
        .send({
          ...{ id: transaction.id, address, result },
          clientId: searchParams.get('client_id'),
          requestUri: searchParams.get('request_uri'),
          expiresAt: new Date(transaction.expiresAt).toISOString(),
        });
    });

    guarded.get('/transactions/:id', async (request, reply) => {
      const transaction = transactions.read((request.params as { id: string }).id);
      if (transaction === undefined) return reply.code(404).send({ error: 'notFound' });
      const described = describeTransaction(transaction, now());
      void reply.header('vary', 'accept, accept-language');
      if (!wantsPage(request)) return described;
      const address = transactions.addressOf(transaction);
      return reply
        .type('text/html; charset=utf-8')
        .send(resultPage({ described, address, languages: languagesOf(request) }));
    });
  });

  app.get('/answered', async (request, reply) =>
    reply.type('text/html; charset=utf-8').send(answeredPage(languagesOf(request))),
  );
  app.get('/authority.pem', async (_request, reply) =>
    reply.type('application/x-pem-file').send(`${door.authorityPem}\n`),
  );
  for (const [file, type] of Object.entries(files))
    app.get(`/${file}`, async (_request, reply) =>
      reply.type(`${type}; charset=utf-8`).send(await readFile(join(import.meta.dirname, file))),
    );
}

function holdsToken(authorization: string | undefined, token: string): boolean {
  const [, scheme = '', value = ''] = /^(Bearer|Basic) (\S+)$/i.exec(authorization ?? '') ?? [];
  const given =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(value, 'base64')
          .toString()
          .replace(/^[^:]*:/, '')
      : value;
  return timingSafeEqual(sha256(given), sha256(token));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function wantsPage(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}

function languagesOf(request: FastifyRequest): readonly string[] {
  return (request.headers['accept-language'] ?? '')
    .split(',')
    .map((each) => each.trim().slice(0, 2).toLowerCase());
}
