import { describe, expect, test } from 'vitest';
import { refuse } from '../../outcome.ts';
import type { AcceptedCredential, TrustAnchor } from '../../policy/index.ts';
import { sealEligible } from '../eligibility/eligible.ts';
import {
  anchorOf,
  createJwtVcScene,
  createMdocScene,
  createScene,
  didAnchorOf,
  employeeType,
  issuerDid,
  licence,
  listUri,
  mapOf,
  now,
  policyOf,
  portraitBase64,
  sandboxType,
  seconds,
  tokenListCwt,
  tokenListJwt,
} from './fixtures/index.ts';
import { type PresentationCheck, verifyPresentation } from './verify-presentation.ts';

const scene = await createScene();
const mdoc = await createMdocScene();
const vc = await createJwtVcScene();
const acceptedCredentials: readonly AcceptedCredential[] = [
  { format: 'dc+sd-jwt', type: sandboxType, anchorIds: ['root'] },
  { format: 'mso_mdoc', type: licence.type, anchorIds: ['iaca'] },
  { format: 'jwt_vc_json', type: employeeType, anchorIds: ['employer'] },
];
const trustAnchors: readonly TrustAnchor[] = [
  anchorOf('root', scene.root),
  anchorOf('iaca', mdoc.authority),
  didAnchorOf('employer', issuerDid),
];
const namesOnly = [
  { attribute: 'names', claim: 'names', matchConfidenceLevel: 'exact', required: true },
] as const;
const check = (vpToken: PresentationCheck['vpToken'], changes: Partial<PresentationCheck> = {}) =>
  scene.check('', {
    vpToken,
    trustAnchors,
    applicant: sealEligible({
      ...{ recoveryId: 'r1', accountId: 'a1', country: 'DE' },
      policy: policyOf({ acceptedCredentials, claimBindings: namesOnly }),
    }),
    issuerKeys: { readDocument: async () => ({ document: vc.document, fetchedAt: now }) },
    ...changes,
  });
const verify = async (vpToken: PresentationCheck['vpToken'], changes: Partial<PresentationCheck> = {}) =>
  await verifyPresentation(check(vpToken, changes));

const nobody = { documentNumber: null, issuingCountry: null, nationality: null, nationalId: null };
const claims = { givenName: 'Mara', familyName: 'Lindqvist', birthDate: null, ...nobody };

describe('a provider’s credential, or a licence, or an employer’s card (R37)', () => {
  test.each([
    ['dc+sd-jwt', 'idv', sandboxType, 'root', scene],
    ['mso_mdoc', 'idv2', licence.type, 'iaca', mdoc],
    ['jwt_vc_json', 'idv3', employeeType, 'employer', vc],
  ])('%s becomes the same evidence', async (format, id, type, anchorId, wallet) => {
    expect(await verify({ [id]: [await wallet.present()] })).toMatchObject({
      ...{ kind: 'presented', claims, portrait: portraitBase64 },
      credential: { format, type, anchorId, issuedAt: (seconds - 600) * 1000 },
    });
  });

  test('one is enough, and more than one was not asked for', async () => {
    const both = { idv: [await scene.present()], idv2: [await mdoc.present()] };
    expect(await verify(both)).toEqual(refuse('credentialMalformed', { reason: 'several' }));
  });

  test('one in the place of another is not read', async () => {
    expect(await verify({ idv: [await mdoc.present()] })).toMatchObject({ kind: 'refused' });
    expect(await verify({ idv2: [await scene.present()] })).toMatchObject({ kind: 'refused' });
    expect(await verify({ idv3: [await scene.present()] })).toMatchObject({ kind: 'refused' });
    expect(await verify({ idv4: [await scene.present()] })).toEqual(refuse('credentialMissing'));
  });

  test('claims withheld are claims missing, in each format', async () => {
    const given = { given_name: 'Mara', portrait: Buffer.from(portraitBase64, 'base64') };
    expect(await verify({ idv2: [await mdoc.present({ elements: given })] })).toEqual(refuse('claimMissing'));
    expect(await verify({ idv3: [await vc.present({ subject: { surname: undefined } })] })).toEqual(
      refuse('claimMissing'),
    );
    expect(await verify({ idv3: [await vc.present({ subject: { photo: undefined } })] })).toEqual(
      refuse('portraitMissing'),
    );
  });
});

describe('countries (T6)', () => {
  const only = (countries: readonly string[]) => trustAnchors.map((anchor) => ({ ...anchor, countries }));
  const notForCountry = refuse('issuerUntrusted', { reason: 'anchorNotForCountry' });

  test('a licence is of its signer’s country', async () => {
    const vpToken = { idv2: [await mdoc.present()] };
    expect(await verify(vpToken, { trustAnchors: only(['SE']) })).toMatchObject({ kind: 'presented' });
    expect(await verify(vpToken, { trustAnchors: only(['DE']) })).toEqual(notForCountry);
  });

  test('a W3C credential is of the country that it names', async () => {
    const vpToken = { idv3: [await vc.present({ subject: { issuing_country: 'SE' } })] };
    expect(await verify(vpToken, { trustAnchors: only(['SE']) })).toMatchObject({ kind: 'presented' });
    expect(await verify(vpToken, { trustAnchors: only(['DE']) })).toEqual(notForCountry);
    expect(await verify({ idv3: [await vc.present()] }, { trustAnchors: only(['SE']) })).toEqual(
      notForCountry,
    );
  });
});

describe('revoked (T7)', () => {
  const status = { status_list: { idx: 1, uri: listUri } };
  const listsOf = (body: Buffer) => ({ statusLists: { read: async () => ({ body, fetchedAt: now }) } });

  test('an SD-JWT VC', async () => {
    const vpToken = { idv: [await scene.present({ payload: { status } })] };
    expect(await verify(vpToken, listsOf(await tokenListJwt(scene.leaf, [1, 0])))).toMatchObject({
      kind: 'presented',
    });
    expect(await verify(vpToken, listsOf(await tokenListJwt(scene.leaf, [0, 1])))).toEqual(
      refuse('credentialRevoked', { status: 1 }),
    );
  });

  test('an mdoc', async () => {
    const inList = mapOf({ status_list: mapOf({ idx: 1, uri: listUri }) });
    const vpToken = {
      idv2: [await mdoc.present({ securityObject: (object) => void object.set('status', inList) })],
    };
    expect(await verify(vpToken, listsOf(await tokenListCwt(mdoc.signer, [1, 0])))).toMatchObject({
      kind: 'presented',
    });
    expect(await verify(vpToken, listsOf(await tokenListCwt(mdoc.signer, [0, 1])))).toEqual(
      refuse('credentialRevoked', { status: 1 }),
    );
    expect(await verify(vpToken)).toEqual(refuse('statusUnavailable', { reason: 'unreachable' }));
  });

  test('nothing is fetched for a credential that does not hold anyway', async () => {
    const read = () => {
      throw new Error('fetched');
    };
    const honest = await scene.present({ payload: { status } });
    const withheld = await scene.present({ payload: { status }, claims: { given_name: 'Mara' } });
    const verifyWith = (presentation: string) => verify({ idv: [presentation] }, { statusLists: { read } });
    await expect(verifyWith(honest)).rejects.toThrow('fetched');
    expect(await verifyWith(withheld)).toEqual(refuse('portraitMissing'));
  });
});

test('in a recovery no signer is believed by itself, whatever it is given', async () => {
  const presentation = await mdoc.present();
  const signer = anchorOf('iaca', mdoc.signer);
  const [first, , third] = trustAnchors as [TrustAnchor, TrustAnchor, TrustAnchor];
  const given = { trustAnchors: [first, third], pinnedSigners: [signer] } as Partial<PresentationCheck>;
  expect(await verify({ idv2: [presentation] }, given)).toMatchObject({ code: 'issuerUntrusted' });
});
