import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fault } from '#recovery/outcome.ts';
import type { FaceCheckVendor } from '#recovery/policy/index.ts';
import { createOutboundFetch } from '../../outbound/index.ts';
import { describeFaceCheck } from '../contract.ts';
import { type FakeVendor, openFakeVendor } from '../test-fake-vendor.ts';
import { createHttpFaceCheck } from './index.ts';

const timeoutMs = 600;

function connect(fake: FakeVendor, more: Partial<FaceCheckVendor> & { readonly secret?: string } = {}) {
  const { secret = fake.secret, ...changed } = more;
  return createHttpFaceCheck({
    vendor: {
      ...{ id: 'fake', version: 1, name: 'Fake Faces', enabled: true, secretSealed: 'sealed' },
      ...{ address: `${fake.origin}/v1/`, pageOrigin: fake.origin, recommendedThreshold: 80 },
      presentationAttackDetection: {
        assurance: 'iso30107-3-L2',
        evidence: { address: 'https://lab.example/letter.pdf', date: '2026-03-31' },
      },
      ...changed,
    },
    secret,
    fetch: createOutboundFetch({ loopbackOrigins: [fake.origin], timeoutMs }),
  });
}

describeFaceCheck('http', async () => {
  const fake = await openFakeVendor();
  return {
    provider: connect(fake),
    pageOrigin: fake.origin,
    timeoutMs,
    behave: (how) =>
      how === 'misleading'
        ? fake.behave({ open: 'pageElsewhere' })
        : fake.behave({ open: how, result: how, remove: how }),
    finish: async ({ client }) => {
      await fake.finish(client.address, 'samePerson');
      return 93;
    },
    holds: async (reference) => fake.held().includes(reference),
    close: fake.close,
  };
});

describe('what goes over the line', () => {
  let fake: FakeVendor;
  beforeAll(async () => {
    fake = await openFakeVendor();
  });
  afterAll(() => fake.close());
  const request = {
    ...{ nonce: 'n'.repeat(43), lifetimeMs: 300_000, returnAddress: 'https://recover.example.org/recover' },
    portrait: Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]),
  };

  test('the portrait, as it is in the credential', async () => {
    await connect(fake).openSession(request);
    expect(fake.portraits().at(-1)).toEqual(request.portrait);
  });

  test('with another key it opens nothing', async () => {
    await expect(connect(fake, { secret: 'stolen' }).openSession(request)).rejects.toMatchObject({
      code: 'faceCheckUnavailable',
    });
  });

  test.each(['pageElsewhere', 'pageIsScript', 'nameIsPath'] as const)(
    'a vendor whose answer is %s opens nothing',
    async (open) => {
      fake.behave({ open });
      await expect(connect(fake).openSession(request)).rejects.toMatchObject({ code: 'faceCheckUnreadable' });
      fake.behave({ open: 'honest' });
    },
  );

  test.each(['notANumber', 'infinite', 'confidenceAsText', 'liveAsText'] as const)(
    'a result whose numbers are %s is no result',
    async (result) => {
      const provider = connect(fake);
      const session = await provider.openSession(request);
      await fake.finish(session.client.address, 'samePerson');
      fake.behave({ result });
      const asked = provider.readResult(session.reference);
      await expect(asked).rejects.toBeInstanceOf(Fault);
      await expect(asked).rejects.toMatchObject({ code: 'faceCheckUnreadable' });
      fake.behave({ result: 'honest' });
    },
  );

  test('a name that would lead to another address is not asked for', async () => {
    const before = fake.asked().length;
    await expect(connect(fake).readResult('../health')).rejects.toThrow();
    await expect(connect(fake).deleteSession('a/b')).rejects.toThrow();
    expect(fake.asked().length).toBe(before);
  });

  test('nothing inside a private network is asked (D36)', async () => {
    const provider = createHttpFaceCheck({
      vendor: {
        ...{ id: 'fake', version: 1, name: 'Fake Faces', enabled: true, secretSealed: 'sealed' },
        ...{ address: `${fake.origin}/v1`, pageOrigin: fake.origin, recommendedThreshold: 80 },
        presentationAttackDetection: { assurance: 'none', evidence: null },
      },
      secret: fake.secret,
      fetch: createOutboundFetch({ loopbackOrigins: [], timeoutMs }),
    });
    const before = fake.asked().length;
    await expect(provider.openSession(request)).rejects.toMatchObject({ code: 'faceCheckUnavailable' });
    expect(fake.asked().length).toBe(before);
  });
});
