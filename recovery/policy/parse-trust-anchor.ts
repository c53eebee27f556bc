import { z } from 'zod';
import { isCountryCode } from './country-codes.ts';
import { because } from './describe-issue.ts';
import { type CredentialKind, credentialFormats, formatsOf, type TrustAnchor } from './trust-anchor.ts';

const text = z.string().trim().min(1, 'must not be empty');

/** Format and type of a credential; part of what a profile accepts and of what an anchor may issue. */
export const credentialKind = {
  format: z.enum(credentialFormats, `must be one of ${credentialFormats.join(', ')}`),
  type: text,
};

export function namesKindTwice(kinds: readonly CredentialKind[]): boolean {
  return new Set(kinds.map(({ format, type }) => `${format} ${type}`)).size !== kinds.length;
}

const country = z
  .string()
  .refine(isCountryCode, because('notACountry', 'is no ISO 3166-1 alpha-2 country code'));

const rules = {
  id: text,
  name: text,
  mayIssue: z
    .union(
      [z.literal('any'), z.array(z.strictObject(credentialKind)).min(1, 'must name at least one credential')],
      "must be 'any' or a list of credentials",
    )
    .refine(
      (kinds) => kinds === 'any' || !namesKindTwice(kinds),
      because('twice', 'names the same credential twice'),
    ),
  countries: z
    .union(
      [z.literal('any'), z.array(country).min(1, 'must name at least one country')],
      "must be 'any' or a list of ISO 3166-1 alpha-2 country codes",
    )
    .refine(
      (codes) => new Set(codes).size === codes.length || codes === 'any',
      because('twice', 'names a country twice'),
    ),
  enabled: z.boolean(),
  sandbox: z.boolean(),
};

const pem = /^-----BEGIN CERTIFICATE-----\r?\n[A-Za-z0-9+/=\r\n]+-----END CERTIFICATE-----\s*$/u;

/** `did:web` names a host, not an address of one machine, then folders (did:web 1.0, 3.1); a port is written `%3A8443`. */
const didWeb = /^did:web:[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*(%3A\d{1,5})?(:[A-Za-z0-9._-]+)*$/u;
/** `did:jwk` is the public key itself in base64url. The sandbox's host is loopback, so an example names its issuer this way. */
const didJwk = /^did:jwk:[A-Za-z0-9_-]+$/u;

/** Shape of a trust anchor: a root certificate, or a DID without fragment. */
export const trustAnchor = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('x509'),
      ...rules,
      certificatePem: z
        .string()
        .refine((given) => pem.test(given), because('unreadable', 'must be one certificate in PEM')),
    }),
    z.strictObject({
      kind: z.literal('did'),
      ...rules,
      did: z
        .string()
        .refine(
          (did) => didWeb.test(did) || didJwk.test(did),
          because('notADid', 'must be a did:web or a did:jwk'),
        ),
    }),
  ])
  .superRefine((anchor: TrustAnchor, context) => {
    if (anchor.mayIssue === 'any') return;
    anchor.mayIssue.forEach(({ format }, index) => {
      if (formatsOf[anchor.kind].includes(format)) return;
      const path = ['mayIssue', index, 'format'];
      const message = `an anchor of kind ${anchor.kind} cannot issue this`;
      context.addIssue({ code: 'custom', path, ...because('formatOfKind', message) });
    });
  });
