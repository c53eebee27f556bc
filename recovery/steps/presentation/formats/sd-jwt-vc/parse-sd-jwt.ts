import { type Refusal, refuse } from '../../../../outcome.ts';
import { type CompactJws, parseCompactJws } from '../../json-web/index.ts';
import type { PresentationRefusalCode } from '../../presentation-refusal-codes.ts';

const maximumDisclosures = 256;

/** An SD-JWT with key binding as it was written; nothing of it is verified. */
export interface SdJwt {
  readonly issuerJwt: CompactJws;
  readonly disclosures: readonly string[];
  readonly keyBindingJwt: CompactJws;
  /** Everything in front of the key-binding JWT, tildes included: what `sd_hash` covers (RFC 9901, 4.3.1). */
  readonly presented: string;
}

/** Splits `<issuer JWT>~<disclosure>~…~<KB-JWT>` (RFC 9901, 4). Shape only. */
export function parseSdJwt(presentation: string): SdJwt | Refusal<PresentationRefusalCode> {
  const [issuerPart, ...rest] = presentation.split('~');
  const keyBindingPart = rest.pop();
  const issuerJwt = parseCompactJws(issuerPart ?? '');
  if (issuerJwt === undefined) return refuse('credentialMalformed', { reason: 'issuerJwt' });
  // A stripped KB-JWT makes a stolen credential usable by anybody (T8).
  if (keyBindingPart === undefined || keyBindingPart === '') return refuse('keyBindingMissing');
  if (rest.length > maximumDisclosures) return refuse('credentialMalformed', { reason: 'disclosures' });
  const keyBindingJwt = parseCompactJws(keyBindingPart);
  if (keyBindingJwt === undefined) return refuse('keyBindingMalformed', { reason: 'jwt' });
  const presented = presentation.slice(0, presentation.length - keyBindingPart.length);
  return { issuerJwt, disclosures: rest, keyBindingJwt, presented };
}
