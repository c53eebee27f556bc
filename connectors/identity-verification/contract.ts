import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHandOver, type IdentityVerifier } from '#recovery/steps/identity-verification/index.ts';

/** What the suite asks an adapter's test to do on the far side of the port. */
export interface VerifierUnderTest {
  readonly verifier: IdentityVerifier;
  /** Origins that a hand-over may lead to. */
  readonly providerOrigins: readonly string[];
  /** How the provider answers when it is asked whether it is there. */
  behave(how: 'up' | 'down' | 'silent' | 'redirecting' | 'gone'): Promise<void>;
  /** What the provider learns from a hand-over: everything, as text. */
  readHandOver(location: string): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

const now = Date.parse('2026-11-22T12:00:00Z');
const handOver = (requestId: string) =>
  createHandOver({
    requestId,
    returnTo: 'https://recover.example.org/recover/returned',
    country: 'DE',
    locale: 'de',
    now,
  });

/** Every provider's adapter passes this suite. */
export function describeIdentityVerifier(product: string, open: () => Promise<VerifierUnderTest>): void {
  describe(`identity verifier port: ${product}`, () => {
    let under: VerifierUnderTest;
    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.close());

    test('says who it is, what for, and whether it is only pretend (D3)', () => {
      const { id, name, countries, sandbox } = under.verifier;
      expect([id, name].every((text) => text.trim() !== '')).toBe(true);
      expect(countries === 'any' || countries.every((each) => /^[A-Z]{2}$/.test(each))).toBe(true);
      expect(typeof sandbox).toBe('boolean');
    });

    const answers = [
      ['up', true],
      ['down', false],
      ['redirecting', false],
      ['silent', false],
      ['gone', false],
      ['up', true],
    ] as const;
    test.each(answers)(
      'asked while the provider is %s: %s, within three seconds, and never an error',
      async (how, up) => {
        await under.behave(how);
        const askedAt = performance.now();
        expect(await under.verifier.isUp()).toBe(up);
        expect(performance.now() - askedAt).toBeLessThan(3_000);
      },
    );

    test('a hand-over leads to the provider, over the web, with nothing of ours in the address but the token', async () => {
      const { location } = await under.verifier.handOver(handOver('request-1'));
      const address = new URL(location);
      expect(under.providerOrigins).toContain(address.origin);
      expect([address.username, address.password, address.hash]).toEqual(['', '', '']);
    });

    test('it says which request, where to come back and until when, and no word about the person (D23)', async () => {
      const { location } = await under.verifier.handOver(handOver('request-2'));
      const told = JSON.stringify(await under.readHandOver(location));
      for (const part of ['request-2', 'https://recover.example.org/recover/returned', '"DE"', '"de"'])
        expect(told).toContain(part);
      expect(told).not.toMatch(/name|birth|account|mail|identifier/i);
    });

    test('two hand-overs are two: neither can stand for the other (T12)', async () => {
      const [one, two] = [
        await under.verifier.handOver(handOver('request-3')),
        await under.verifier.handOver(handOver('request-4')),
      ];
      expect(one.location).not.toBe(two.location);
    });
  });
}
