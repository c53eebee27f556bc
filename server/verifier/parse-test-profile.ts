import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { type TrustAnchor, trustAnchorSchema, type X509Anchor } from '../../recovery/policy/index.ts';
import { type AskableQuery, parseQuery } from '../../recovery/steps/presentation/index.ts';

/** What one test asks, of whom it believes the answer, and how the wallet is reached. */
export interface TestProfile {
  readonly trustAnchors: readonly TrustAnchor[];
  /** Document signers that are believed by themselves: the conformance plans have no authority above theirs. */
  readonly pinnedSigners: readonly X509Anchor[];
  readonly asked: AskableQuery;
  readonly responseMode: 'direct_post' | 'direct_post.jwt';
  readonly clientIdPrefix: 'x509_hash' | 'x509_san_dns';
  readonly requestUriMethod: 'get' | 'post';
  readonly walletAddress: string;
  readonly maximumAgeHours: number;
}

const tenYearsInHours = 87_600;
const certificates = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const countries = z.array(z.string()).min(1).optional();

/** Strict: a misspelt setting would leave a test testing something else. */
const profileSchema = z.strictObject({
  trustAnchors: z
    .array(
      z.union(
        [
          z.strictObject({ certificatePem: z.string().max(20_000), countries }),
          z.strictObject({ documentSignerPem: z.string().max(20_000), countries }),
          z.strictObject({ did: z.string().max(2_000), countries }),
        ],
        "must be {certificatePem}, {documentSignerPem} or {did}, with or without 'countries'",
      ),
    )
    .min(1, 'must name at least one'),
  query: z.unknown(),
  responseMode: z.enum(['direct_post', 'direct_post.jwt']).default('direct_post.jwt'),
  clientIdPrefix: z.enum(['x509_hash', 'x509_san_dns']).default('x509_hash'),
  requestUriMethod: z.enum(['get', 'post']).default('post'),
  walletAddress: z
    .string()
    .regex(/^(https?|[a-z0-9.+-]*vp):\/\//, 'must be a web page, or end its scheme in vp (openid4vp://)')
    .refine((text) => URL.canParse(text) && !text.includes('#'), 'must be an address without a fragment')
    .default('openid4vp://'),
  maximumAgeHours: z.number().positive().default(tenYearsInHours),
});

/** A test profile out of a file or a request, or every reason against it, in English: its readers write tests. */
export function parseTestProfile(
  input: unknown,
): { readonly kind: 'parsed'; readonly profile: TestProfile } | InvalidProfile {
  const parsed = profileSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error.issues.map(describe));
  const { trustAnchors: named, query, ...rest } = parsed.data;
  const trustAnchors: TrustAnchor[] = [];
  const pinnedSigners: X509Anchor[] = [];
  for (const [index, anchor] of named.flatMap(splitPem).entries()) {
    const made = trustAnchorSchema.safeParse(toAnchor(anchor, `anchor-${index + 1}`));
    if (!made.success) return invalid(made.error.issues.map((issue) => `trustAnchors: ${describe(issue)}`));
    if (made.data.kind === 'x509' && !isReadable(made.data.certificatePem))
      return invalid(['trustAnchors: a certificate that cannot be read']);
    if (made.data.kind === 'x509' && 'documentSignerPem' in anchor) pinnedSigners.push(made.data);
    else trustAnchors.push(made.data);
  }
  const asked = parseQuery(
    query,
    [...trustAnchors, ...pinnedSigners].map(({ id }) => id),
  );
  if (asked.kind === 'notAskable') return invalid([`query: ${asked.problem}`]);
  return { kind: 'parsed', profile: { ...rest, trustAnchors, pinnedSigners, asked } };
}

interface InvalidProfile {
  readonly kind: 'invalid';
  readonly problems: readonly string[];
}

type NamedAnchor = z.infer<typeof profileSchema>['trustAnchors'][number];

function invalid(problems: readonly string[]): InvalidProfile {
  return { kind: 'invalid', problems };
}

function describe({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

/** A PEM file may hold several roots; each is an anchor. */
function splitPem(anchor: NamedAnchor): readonly NamedAnchor[] {
  if (!('certificatePem' in anchor)) return [anchor];
  const found = anchor.certificatePem.match(certificates) ?? [anchor.certificatePem];
  return found.map((certificatePem) => ({ ...anchor, certificatePem: `${certificatePem}\n` }));
}

function toAnchor(anchor: NamedAnchor, id: string) {
  const named = { countries: anchor.countries ?? 'any', enabled: true, sandbox: false };
  const rules = { id, name: id, mayIssue: 'any', ...named };
  if ('did' in anchor) return { ...rules, kind: 'did', did: anchor.did };
  const certificatePem = 'certificatePem' in anchor ? anchor.certificatePem : anchor.documentSignerPem;
  return { ...rules, kind: 'x509', certificatePem };
}

function isReadable(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}
