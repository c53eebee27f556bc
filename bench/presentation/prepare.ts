import { generateKeyPairSync, KeyObject } from 'node:crypto';
import { CompactEncrypt, importJWK } from 'jose';
import type { AcceptedCredential, TrustAnchor } from '../../recovery/policy/index.ts';
import { sealEligible } from '../../recovery/steps/eligibility/eligible.ts';
import {
  anchorOf,
  audience,
  createJwtVcScene,
  createMdocScene,
  createScene,
  didAnchorOf,
  employeeType,
  honestClaims,
  honestElements,
  issuerDid,
  licence,
  listUri,
  now,
  policyOf,
  responseUri,
  sandboxType,
  tokenListJwt,
  transcriptOf,
} from '../../recovery/steps/presentation/fixtures/index.ts';
import type { PresentationCheck } from '../../recovery/steps/presentation/verify-presentation.ts';

export type Format = 'SD-JWT VC' | 'mdoc' | 'JWT VC';

/** One request that was asked and answered; verified once, as in life. */
export interface Answered {
  readonly response: string;
  readonly kid: string;
  readonly state: string;
  /** As a request keeps it until it is answered. */
  readonly privatePem: string;
  readonly presentation: string;
  readonly check: Omit<PresentationCheck, 'vpToken' | 'knownCertificates'>;
}

/** The size of a portrait that a provider sends. */
export const portrait = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(12_000, 7)]);
const portraitText = portrait.toString('base64');
const namesOnly = [
  { attribute: 'names', claim: 'names', matchConfidenceLevel: 'exact', required: true },
] as const;

const sdJwt = await createScene();
const mdoc = await createMdocScene();
const jwtVc = await createJwtVcScene();
const list = { body: await tokenListJwt(sdJwt.leaf, Array(131_072).fill(0)), fetchedAt: now };

const accepted: Readonly<Record<Format, AcceptedCredential>> = {
  'SD-JWT VC': { format: 'dc+sd-jwt', type: sandboxType, anchorIds: ['root'] },
  mdoc: { format: 'mso_mdoc', type: licence.type, anchorIds: ['iaca'] },
  'JWT VC': { format: 'jwt_vc_json', type: employeeType, anchorIds: ['employer'] },
};
const trustAnchors: readonly TrustAnchor[] = [
  anchorOf('root', sdJwt.root),
  anchorOf('iaca', mdoc.authority),
  didAnchorOf('employer', issuerDid),
];

interface Question {
  readonly nonce: string;
  readonly thumbprint: Uint8Array;
  readonly withStatus: boolean;
}

const wallets: Readonly<Record<Format, (question: Question) => Promise<string>>> = {
  'SD-JWT VC': ({ nonce, withStatus }) =>
    sdJwt.present(
      {
        claims: { ...honestClaims, portrait: `data:image/jpeg;base64,${portraitText}` },
        ...(withStatus && { payload: { status: { status_list: { idx: 7, uri: listUri } } } }),
      },
      { payload: { nonce } },
    ),
  mdoc: ({ nonce, thumbprint }) =>
    mdoc.present({
      elements: { ...honestElements, portrait },
      transcript: transcriptOf({ nonce, clientId: audience, responseUri, thumbprint }),
    }),
  'JWT VC': ({ nonce }) => jwtVc.present({ subject: { photo: portraitText }, vpPayload: { nonce } }),
};

/** Asks and answers `count` times, each with a nonce, a state and an encryption key of its own. */
export async function prepare(
  format: Format,
  count: number,
  withStatus = false,
): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  for (let index = 0; index < count; index += 1) answered.push(await answer(format, index, withStatus));
  return answered;
}

async function answer(format: Format, index: number, withStatus: boolean): Promise<Answered> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = keys.publicKey.export({ format: 'jwk' });
  const encryptionKey = { x, y };
  const nonce = `nonce-${index}`;
  const state = `state-${index}`;
  const kid = `kid-${index}`;
  const thumbprint = await thumbprintOf(encryptionKey);
  const presentation = await wallets[format]({ nonce, thumbprint, withStatus });
  const content = JSON.stringify({ vp_token: { idv: [presentation] }, state });
  const response = await new CompactEncrypt(Buffer.from(content))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid })
    .encrypt(await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ECDH-ES'));
  const {
    vpToken: _,
    knownCertificates: __,
    ...check
  } = sdJwt.check('', {
    applicant: sealEligible({
      ...{ recoveryId: 'r1', accountId: 'a1', country: 'DE' },
      policy: policyOf({ acceptedCredentials: [accepted[format]], claimBindings: namesOnly }),
    }),
    ...{ expectedNonce: nonce, encryptionKey, trustAnchors },
    issuerKeys: { readDocument: async () => ({ document: jwtVc.document, fetchedAt: now }) },
    statusLists: { read: async () => list },
  });
  const privatePem = keys.privateKey.export({ format: 'pem', type: 'sec1' }).toString();
  return { response, kid, state, privatePem, presentation, check };
}

async function thumbprintOf({ x, y }: { readonly x: string; readonly y: string }): Promise<Uint8Array> {
  const members = JSON.stringify({ crv: 'P-256', kty: 'EC', x, y });
  return new Uint8Array(await crypto.subtle.digest('SHA-256', Buffer.from(members)));
}

/** Keys that the floor uses: whoever has them already need not read a certificate. */
export const issuerKeyOf: Readonly<Record<Format, KeyObject>> = {
  'SD-JWT VC': KeyObject.from(sdJwt.leaf.keys.publicKey),
  mdoc: KeyObject.from(mdoc.signer.keys.publicKey),
  'JWT VC': KeyObject.from(jwtVc.issuer.publicKey),
};
