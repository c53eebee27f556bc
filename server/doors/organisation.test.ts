import Fastify from 'fastify';
import { expect, test } from 'vitest';
import type { SettingStore } from '../../connectors/storage/postgres/index.ts';
import { Fault } from '../../recovery/outcome.ts';
import type { PolicyStore } from '../../recovery/store/index.ts';
import { protect } from '../protect.ts';
import { registerOrganisationDoor } from './organisation.ts';

function open(
  readOrganisation: () => Promise<unknown>,
  example = false,
  stored: Readonly<Record<string, object>> = {},
) {
  const app = Fastify();
  protect(app, { origin: 'https://recover.example.org' });
  const read = async (subject: string) =>
    stored[subject] === undefined ? null : { subject, version: 1, content: stored[subject] };
  const settings = { read } as unknown as SettingStore;
  registerOrganisationDoor(app, { policy: { readOrganisation } as PolicyStore, settings, example });
  return app;
}
const policy = {
  name: 'Alder & Finch',
  helpDesk: { phone: '+49 30 5550 142', email: 'help@example.org' },
  language: 'de',
  excludedAccountIds: ['ruth'],
  trustAnchors: [{ id: 'root', certificatePem: 'PEM' }],
};

test('anybody may know whose pages these are and whom to call, and nothing else of the rules', async () => {
  const answer = await open(async () => policy).inject('/api/organisation');
  expect(answer.json()).toEqual({
    ...{ name: policy.name, helpDesk: policy.helpDesk, example: false, language: 'de' },
    ...{ languages: ['en', 'de', 'ar'], logo: null, accent: null },
    explainer: { en: '', de: '', ar: '' },
  });
  expect((await open(async () => policy, true).inject('/api/organisation')).json()).toMatchObject({
    example: true,
  });
});

test('its looks: a colour that can be read, a logo named by what it shows, its own words, its languages', async () => {
  const digest = 'abcdefghijklmnopqrstuv';
  const app = open(async () => policy, false, {
    branding: { colour: '#ffee00', logo: { digest, width: 240, height: 80 } },
    logo: { digest, png: Buffer.from('picture').toString('base64') },
    languages: { offered: ['en'] },
    texts: { explainer: { en: 'Hello.', de: 'Hallo.', ar: '' }, mailClosing: { en: '', de: '', ar: '' } },
  });
  expect((await app.inject('/api/organisation')).json()).toMatchObject({
    languages: ['de', 'en'],
    logo: { address: `/api/organisation/logo/${digest}`, width: 240, height: 80 },
    accent: { light: { onAccent: '#ffffff' }, dark: { accent: '#ffee00' } },
    explainer: { en: 'Hello.', de: 'Hallo.', ar: '' },
  });
  const logo = await app.inject(`/api/organisation/logo/${digest}`);
  expect([logo.statusCode, logo.headers['content-type'], logo.payload]).toEqual([
    200,
    'image/png',
    'picture',
  ]);
  expect([logo.headers['cache-control'], logo.headers['x-content-type-options']]).toEqual([
    'public, max-age=31536000, immutable',
    'nosniff',
  ]);
  expect((await app.inject('/api/organisation/logo/another')).statusCode).toBe(404);
});

test('a logo that was taken away is not shown any more, though it lies there', async () => {
  const logo = { digest: 'x', png: '' };
  const app = open(async () => policy, false, { branding: { colour: null, logo: null }, logo });
  expect((await app.inject('/api/organisation/logo/x')).statusCode).toBe(404);
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
