import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { Fault } from '../../recovery/outcome.ts';
import type { PolicyStore } from '../../recovery/store/index.ts';
import { protect } from '../protect.ts';
import { registerOrganisationDoor } from './organisation.ts';

function open(readOrganisation: () => Promise<unknown>, example = false) {
  const app = Fastify();
  protect(app, { origin: 'https://recover.example.org' });
  registerOrganisationDoor(app, { policy: { readOrganisation } as PolicyStore, example });
  return app;
}
const policy = {
  name: 'Alder & Finch',
  helpDesk: { phone: '+49 30 5550 142', email: 'help@example.org' },
  excludedAccountIds: ['ruth'],
  trustAnchors: [{ id: 'root', certificatePem: 'PEM' }],
};

test('anybody may know whose pages these are and whom to call, and nothing else of the rules', async () => {
  const answer = await open(async () => policy).inject('/api/organisation');
  expect(answer.json()).toEqual({ name: policy.name, helpDesk: policy.helpDesk, example: false });
  expect((await open(async () => policy, true).inject('/api/organisation')).json()).toMatchObject({
    example: true,
  });
});

test('healthy means that the database answers: 200 and JSON, else an error', async () => {
  const answer = await open(async () => policy).inject('/healthz');
  expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'ready' }]);
  expect(answer.headers['content-type']).toContain('application/json');
  const gone = async () => {
    throw new Error('ECONNREFUSED 10.0.0.5:5432');
  };
  const broken = await open(gone).inject('/healthz');
  expect([broken.statusCode, broken.body.includes('10.0.0.5')]).toEqual([500, false]);
  const fault = async () => {
    throw new Fault('down', { code: 'databaseDown', retryable: true });
  };
  expect((await open(fault).inject('/healthz')).statusCode).toBe(503);
});
