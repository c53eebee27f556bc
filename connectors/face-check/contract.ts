import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Fault } from '#recovery/outcome.ts';
import { hasCertifiedLiveness } from '#recovery/policy/index.ts';
import type { FaceCheckElsewhere, VendorSession } from '#recovery/steps/face-check/index.ts';

/** What the suite asks an adapter's test to do on the far side of the port. */
export interface FaceCheckUnderTest {
  readonly provider: FaceCheckElsewhere;
  /** The origin an admin named for the vendor's pages. */
  readonly pageOrigin: string;
  /** How long the adapter may wait for the vendor at most. */
  readonly timeoutMs: number;
  /** How the vendor behaves from now on; `misleading`: it sends the person to somebody else's page. */
  behave(
    how: 'honest' | 'slow' | 'silent' | 'error' | 'garbage' | 'redirect' | 'endless' | 'misleading',
  ): void;
  /** Somebody finishes the check on the vendor's page: found live, with this confidence. Returns that confidence. */
  finish(session: VendorSession): Promise<number>;
  /** Does the vendor still keep anything of it? */
  holds(reference: string): Promise<boolean>;
  close(): Promise<void>;
}

const portrait = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('not really a face')]);
const newRequest = () => ({
  nonce: randomBytes(32).toString('base64url'),
  portrait,
  lifetimeMs: 300_000,
  returnAddress: 'https://recover.example.org/recover',
});

/** Every vendor's adapter passes this suite. Whether an answer is about the right session is not the adapter's to judge, but the step's. */
export function describeFaceCheck(product: string, open: () => Promise<FaceCheckUnderTest>): void {
  describe(`face check port: ${product}`, () => {
    let under: FaceCheckUnderTest;
    beforeAll(async () => {
      under = await open();
    });
    beforeEach(() => under.behave('honest'));
    afterAll(() => under.close());

    test('says who it is, how its liveness is proven, and which threshold fits its own scale', () => {
      const { id, name, version, recommendedThreshold, presentationAttackDetection } = under.provider;
      expect([id, name, version].every((text) => text.trim() !== '')).toBe(true);
      expect(recommendedThreshold).toBeGreaterThanOrEqual(50);
      expect(recommendedThreshold).toBeLessThanOrEqual(100);
      const { assurance, evidence } = presentationAttackDetection;
      expect(hasCertifiedLiveness({ assurance, evidence: null })).toBe(false);
      if (assurance.startsWith('iso')) expect(evidence).not.toBeNull();
    });

    test('a session leads to a page of the vendor, one of its own each time, with nothing of ours in the address', async () => {
      const [one, other] = [newRequest(), newRequest()];
      const sessions = [await under.provider.openSession(one), await under.provider.openSession(other)];
      for (const { client, reference } of sessions) {
        const address = new URL(client.address);
        expect(address.origin).toBe(under.pageOrigin);
        for (const ours of [one.nonce, other.nonce, reference]) expect(client.address).not.toContain(ours);
      }
      expect(new Set(sessions.map(({ reference }) => reference)).size).toBe(2);
      expect(new Set(sessions.map(({ client }) => client.address)).size).toBe(2);
    });

    test('pending until somebody was there; then what came of it, and what it is about', async () => {
      const request = newRequest();
      const session = await under.provider.openSession(request);
      expect(await under.provider.readResult(session.reference)).toEqual({ kind: 'pending' });
      const confidence = await under.finish(session);
      expect(await under.provider.readResult(session.reference)).toEqual({
        kind: 'done',
        reference: session.reference,
        nonce: request.nonce,
        portraitHash: createHash('sha256').update(portrait).digest('base64url'),
        live: true,
        confidence,
        version: expect.stringMatching(/./),
      });
    });

    test('what the vendor keeps can be deleted, and deleting twice is no error', async () => {
      const { reference } = await under.provider.openSession(newRequest());
      expect(await under.holds(reference)).toBe(true);
      await under.provider.deleteSession(reference);
      expect(await under.holds(reference)).toBe(false);
      await under.provider.deleteSession(reference);
    });

    test('a vendor that takes its time is waited for', async () => {
      under.behave('slow');
      const session = await under.provider.openSession(newRequest());
      expect(await under.provider.readResult(session.reference)).toEqual({ kind: 'pending' });
    });

    describe.each(['silent', 'error', 'garbage', 'redirect', 'endless'] as const)(
      'a vendor that is %s',
      (how) => {
        test('opens nothing and finds nobody: a Fault, in time', async () => {
          const session = await under.provider.openSession(newRequest());
          await under.finish(session);
          under.behave(how);
          for (const asked of [
            () => under.provider.openSession(newRequest()),
            () => under.provider.readResult(session.reference),
          ]) {
            const askedAt = performance.now();
            await expect(asked()).rejects.toBeInstanceOf(Fault);
            expect(performance.now() - askedAt).toBeLessThan(under.timeoutMs + 1_000);
          }
        });
      },
    );

    test.each(['silent', 'error', 'redirect'] as const)(
      'a vendor that is %s has not deleted: a Fault, so that it is asked again',
      async (how) => {
        const { reference } = await under.provider.openSession(newRequest());
        under.behave(how);
        await expect(under.provider.deleteSession(reference)).rejects.toBeInstanceOf(Fault);
        expect(await under.holds(reference)).toBe(true);
      },
    );

    test('nobody is sent to a page that an admin did not name', async () => {
      under.behave('misleading');
      await expect(under.provider.openSession(newRequest())).rejects.toBeInstanceOf(Fault);
    });
  });
}
