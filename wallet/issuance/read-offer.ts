import { type Ask, parseJsonObject, parseWebAddress } from '../network/index.ts';
import { type Refusal, refuse } from '../outcome.ts';

export const PRE_AUTHORIZED_CODE = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

export interface CredentialOffer {
  readonly issuer: URL;
  /** `credential_issuer` as written: metadata and proofs must repeat it exactly. */
  readonly issuerIdentifier: string;
  readonly configurationIds: readonly string[];
  readonly preAuthorizedCode: string;
  readonly authorizationServer: string | undefined;
  /** Present when a transaction code is asked for. */
  readonly transactionCode: { readonly numeric: boolean; readonly length: number | undefined } | undefined;
}

export type OfferRefusalCode = 'noOffer' | 'offerGone' | 'malformedOffer' | 'unsupportedGrant';

/** The offer that the page's address names, by value or by reference (OpenID4VCI 4.1). */
export async function readOffer(
  search: URLSearchParams,
  ask: Ask,
): Promise<CredentialOffer | Refusal<OfferRefusalCode>> {
  const byValue = search.get('credential_offer');
  const byReference = search.get('credential_offer_uri');
  if ((byValue === null) === (byReference === null)) return refuse('noOffer');
  if (byValue !== null) return parseOffer(byValue);

  const address = parseWebAddress(byReference);
  if (!address) return refuse('noOffer');
  const reply = await ask(address);
  if (reply.status !== 200) return refuse('offerGone');
  return parseOffer(reply.text);
}

export function parseOffer(text: string): CredentialOffer | Refusal<OfferRefusalCode> {
  const offer = parseJsonObject(text);
  const issuer = parseWebAddress(offer?.credential_issuer);
  const ids = offer?.credential_configuration_ids;
  if (!offer || !issuer || issuer.search !== '' || !isNames(ids)) return refuse('malformedOffer');

  const grant = asObject(asObject(offer.grants)?.[PRE_AUTHORIZED_CODE]);
  const code = grant?.['pre-authorized_code'];
  if (typeof code !== 'string' || code === '') return refuse('unsupportedGrant');
  const server = grant?.authorization_server;
  return {
    issuer,
    issuerIdentifier: offer.credential_issuer as string,
    configurationIds: ids,
    preAuthorizedCode: code,
    authorizationServer: typeof server === 'string' ? server : undefined,
    transactionCode: readTransactionCode(asObject(grant?.tx_code)),
  };
}

function readTransactionCode(
  wanted: Record<string, unknown> | undefined,
): CredentialOffer['transactionCode'] {
  if (!wanted) return undefined;
  const length = typeof wanted.length === 'number' && wanted.length > 0 ? wanted.length : undefined;
  return { numeric: wanted.input_mode !== 'text', length };
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');
}

export function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
