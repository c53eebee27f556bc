import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sealEligible } from '../eligibility/eligible.ts';
import {
  anchorOf,
  createJwtVcScene,
  createMdocScene,
  createScene,
  didAnchorOf,
  employeeType,
  fuzzRuns,
  issuerDid,
  licence,
  now,
  pid,
  policyOf,
} from './fixtures/index.ts';
import { verifyPresentation } from './verify-presentation.ts';

const scene = await createScene();
const mdoc = await createMdocScene();
const jwtVc = await createJwtVcScene();
const namesOnly = [
  { attribute: 'names', claim: 'names', matchConfidenceLevel: 'exact', required: true },
] as const;
const accept = {
  mdoc: { format: 'mso_mdoc', type: licence.type, anchorIds: ['iaca'] },
  jwtVc: { format: 'jwt_vc_json', type: employeeType, anchorIds: ['employer'] },
} as const;

const verify = async (which: keyof typeof accept, presentation: string) =>
  await verifyPresentation(
    scene.check(presentation, {
      applicant: sealEligible({
        ...{ recoveryId: 'r1', accountId: 'a1', country: 'DE' },
        policy: policyOf({ acceptedCredentials: [accept[which]], claimBindings: namesOnly }),
      }),
      trustAnchors: [anchorOf('iaca', mdoc.authority), didAnchorOf('employer', issuerDid)],
      issuerKeys: { readDocument: async () => ({ document: jwtVc.document, fetchedAt: now }) },
    }),
  );

/** What may happen to bytes on their way: bits turned, pieces cut out, doubled, swapped, put in from elsewhere. */
function mutations(other: Buffer) {
  const at = fc.nat();
  const mutation = fc.oneof(
    fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(([place, mask]) => (input: Buffer) => {
      const bent = Buffer.from(input);
      const index = place % bent.length;
      bent[index] = (bent[index] ?? 0) ^ mask;
      return bent;
    }),
    fc.tuple(at, fc.nat(40)).map(([place, length]) => (input: Buffer) => {
      const start = place % input.length;
      return Buffer.concat([input.subarray(0, start), input.subarray(start + length)]);
    }),
    fc.tuple(at, at, fc.nat(40)).map(([from, to, length]) => (input: Buffer) => {
      const piece = input.subarray(from % input.length, (from % input.length) + length);
      const place = to % input.length;
      return Buffer.concat([input.subarray(0, place), piece, input.subarray(place)]);
    }),
    fc.tuple(at, fc.nat(300)).map(([place, length]) => (input: Buffer) => {
      const start = place % Math.min(input.length, other.length);
      const bent = Buffer.from(input);
      other.copy(bent, start, start, start + length);
      return bent;
    }),
    fc.tuple(at, fc.uint8Array({ maxLength: 8 })).map(([place, bytes]) => (input: Buffer) => {
      const start = place % input.length;
      return Buffer.concat([input.subarray(0, start), bytes, input.subarray(start)]);
    }),
  );
  return fc.array(mutation, { minLength: 1, maxLength: 3 });
}

describe('no mutated presentation is accepted with another meaning, and none makes it throw (R37)', () => {
  test('mdoc', { timeout: 3_600_000 }, async () => {
    const honest = Buffer.from(await mdoc.present(), 'base64url');
    // Another document of the same signer and device, as material to splice from.
    const other = Buffer.from(await mdoc.present({ ...pid, elements: { given_name: 'Eve' } }), 'base64url');
    const evidence = await verify('mdoc', honest.toString('base64url'));
    expect(evidence).toMatchObject({ kind: 'presented' });
    await fc.assert(
      fc.asyncProperty(mutations(other), async (all) => {
        const mutated = all.reduce((input, mutate) => mutate(input), honest);
        const outcome = await verify('mdoc', mutated.toString('base64url'));
        if (outcome.kind === 'presented') expect(outcome).toEqual(evidence);
        if (!mutated.equals(honest) && outcome.kind === 'presented')
          expect(mutated.length).toBe(honest.length);
      }),
      { numRuns: fuzzRuns },
    );
  });

  test('JWT VC', { timeout: 3_600_000 }, async () => {
    const parts = (await jwtVc.present()).split('.');
    const other = Buffer.from(
      (await jwtVc.present({ subject: { givenName: 'Eve' } })).split('.')[1] ?? '',
      'base64url',
    );
    const evidence = await verify('jwtVc', parts.join('.'));
    expect(evidence).toMatchObject({ kind: 'presented' });
    await fc.assert(
      fc.asyncProperty(fc.nat(2), mutations(other), async (part, all) => {
        const honest = Buffer.from(parts[part] ?? '', 'base64url');
        const mutated = all.reduce((input, mutate) => mutate(input), honest);
        const outcome = await verify('jwtVc', parts.with(part, mutated.toString('base64url')).join('.'));
        if (mutated.equals(honest)) expect(outcome).toEqual(evidence);
        else expect(outcome).toMatchObject({ kind: 'refused' });
      }),
      { numRuns: fuzzRuns },
    );
  });

  test('JWT VC, the credential inside, presented by its holder as if it were right', {
    timeout: 3_600_000,
  }, async () => {
    const inside = (await jwtVc.issue()).split('.');
    const other = Buffer.from(
      (await jwtVc.issue({ subject: { givenName: 'Eve' } })).split('.')[1] ?? '',
      'base64url',
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(2), mutations(other), async (part, all) => {
        const honest = Buffer.from(inside[part] ?? '', 'base64url');
        const mutated = all.reduce((input, mutate) => mutate(input), honest);
        if (mutated.equals(honest)) return;
        const credential = inside.with(part, mutated.toString('base64url')).join('.');
        const vp = () => ({ type: ['VerifiablePresentation'], verifiableCredential: [credential] });
        expect(await verify('jwtVc', await jwtVc.present({ vp }))).toMatchObject({ kind: 'refused' });
      }),
      { numRuns: fuzzRuns },
    );
  });
});
