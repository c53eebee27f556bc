import { parseCertificate, readNames } from '../certificates/index.ts';
import type { ClaimPath } from './claim-path.ts';
import type { HeldCredential } from './open-vault.ts';
import { type JwtVc, parseJwtVc } from './parse-jwt-vc.ts';
import { type Mdoc, parseMdoc } from './parse-mdoc.ts';
import { parseSdJwt, type SdJwt } from './parse-sd-jwt.ts';

/** What the format itself carries in the open: issuer, dates, type, key. */
const TECHNICAL = new Set([
  ...['iss', 'iat', 'nbf', 'exp', 'vct', 'vct#integrity', 'cnf', 'status', 'sub', 'jti', 'id'],
]);

/** A credential in its own words. */
export type Content =
  | { readonly format: 'dc+sd-jwt'; readonly sdJwt: SdJwt }
  | { readonly format: 'mso_mdoc'; readonly mdoc: Mdoc }
  | { readonly format: 'jwt_vc_json'; readonly jwtVc: JwtVc };

/** What the pages need to know of one kept credential. */
export interface CardFace {
  readonly held: HeldCredential;
  readonly content: Content;
  /** `vct`, document type, or the W3C type. */
  readonly type: string;
  /** By the paths that a question uses: names; namespace and element; `credentialSubject` and name. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Everything that it says about the person. */
  readonly personal: readonly ClaimPath[];
  /** May it stay hidden while another claim is shown? */
  readonly canHide: (path: ClaimPath) => boolean;
  /** Organisation named by the issuer's certificate; the address it came from when there is none. */
  readonly issuerName: string;
  /** Epoch ms, or `undefined` when the credential does not end. */
  readonly expiresAt: number | undefined;
}

type Face = Omit<CardFace, 'held' | 'issuerName'> & { readonly certificate: unknown };

/** Reads a kept credential again; `undefined` when what is stored is damaged. */
export async function readCardFace(held: HeldCredential): Promise<CardFace | undefined> {
  const face = await readFace(held);
  if (!face) return undefined;
  const { certificate, ...rest } = face;
  const leaf = certificate === undefined ? undefined : parseCertificate(certificate);
  const names = leaf && readNames(leaf);
  return { ...rest, held, issuerName: names?.organisation ?? names?.commonName ?? held.issuerAddress };
}

async function readFace({ format, credential }: HeldCredential): Promise<Face | undefined> {
  if (format === 'mso_mdoc') return readMdocFace(parseMdoc(credential));
  if (format === 'jwt_vc_json') return readJwtVcFace(parseJwtVc(credential));
  return readSdJwtFace(await parseSdJwt(credential));
}

function readSdJwtFace(sdJwt: SdJwt | undefined): Face | undefined {
  const { vct, exp } = sdJwt?.claims ?? {};
  if (!sdJwt || typeof vct !== 'string') return undefined;
  const hideable = new Set(sdJwt.disclosures.map(({ path }) => path[0]));
  const { x5c } = sdJwt.header;
  return {
    content: { format: 'dc+sd-jwt', sdJwt },
    type: vct,
    claims: sdJwt.claims,
    personal: personalNames(sdJwt.claims).map((name) => [name]),
    canHide: ([name]) => typeof name === 'string' && hideable.has(name),
    expiresAt: typeof exp === 'number' ? exp * 1000 : undefined,
    certificate: Array.isArray(x5c) ? x5c[0] : undefined,
  };
}

function readMdocFace(mdoc: Mdoc | undefined): Face | undefined {
  if (!mdoc) return undefined;
  const claims: Record<string, Record<string, unknown>> = {};
  for (const { namespace, name, value } of mdoc.elements) {
    claims[namespace] = { ...claims[namespace], [name]: value };
  }
  return {
    content: { format: 'mso_mdoc', mdoc },
    type: mdoc.documentType,
    claims,
    personal: mdoc.elements.map(({ namespace, name }) => [namespace, name]),
    canHide: () => true,
    expiresAt: mdoc.validUntil,
    certificate: mdoc.certificate,
  };
}

function readJwtVcFace(jwtVc: JwtVc | undefined): Face | undefined {
  const type = jwtVc?.types.find((each) => each !== 'VerifiableCredential');
  if (!jwtVc || type === undefined) return undefined;
  return {
    content: { format: 'jwt_vc_json', jwtVc },
    type,
    claims: { credentialSubject: jwtVc.claims },
    personal: personalNames(jwtVc.claims).map((name) => ['credentialSubject', name]),
    // A JWT is shown whole or not at all.
    canHide: () => false,
    expiresAt: jwtVc.expiresAt,
    certificate: undefined,
  };
}

/** Claims about a person at the top of a credential: everything that is not the format's own. */
function personalNames(claims: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(claims).filter((name) => !TECHNICAL.has(name));
}
