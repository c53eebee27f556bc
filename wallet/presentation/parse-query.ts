import type { ClaimPath } from '../credentials/index.ts';

export interface ClaimQuery {
  readonly id: string | undefined;
  readonly path: ClaimPath;
  /** One of these values, when given. */
  readonly values: readonly unknown[] | undefined;
}

export interface CredentialQuery {
  readonly id: string;
  readonly format: string;
  readonly vctValues: readonly string[];
  readonly documentType: string | undefined;
  /** Alternatives; a credential has all types of one of them. */
  readonly typeValues: readonly (readonly string[])[];
  readonly claims: readonly ClaimQuery[];
  /** Alternatives, best first, each a list of claim ids. */
  readonly claimSets: readonly (readonly string[])[] | undefined;
}

export interface CredentialSet {
  readonly options: readonly (readonly string[])[];
  readonly required: boolean;
}

/** DCQL (OpenID4VP 6), as far as this wallet goes: three formats by type, claims by path. */
export interface Query {
  readonly credentials: readonly CredentialQuery[];
  readonly sets: readonly CredentialSet[] | undefined;
}

/** The shape of a `dcql_query`; `undefined` when it breaks a MUST of OpenID4VP section 6. */
export function parseQuery(value: unknown): Query | undefined {
  const query = asRecord(value);
  const credentials = parseList(query?.credentials, parseCredentialQuery);
  if (!query || !credentials || hasTwins(credentials.map((one) => one.id))) return undefined;
  if (query.credential_sets === undefined) return { credentials, sets: undefined };
  const sets = parseList(query.credential_sets, parseCredentialSet);
  const known = new Set(credentials.map((one) => one.id));
  const allKnown = sets?.every((set) => set.options.flat().every((id) => known.has(id)));
  return sets && allKnown ? { credentials, sets } : undefined;
}

function parseCredentialQuery(value: unknown): CredentialQuery | undefined {
  const query = asRecord(value);
  const { id, format } = query ?? {};
  if (!isId(id) || typeof format !== 'string') return undefined;
  const meta = asRecord(query?.meta);
  const vctValues = parseList(meta?.vct_values ?? [], asText, { empty: true });
  const typeValues = parseList(meta?.type_values ?? [], parseIds, { empty: true });
  const documentType = asText(meta?.doctype_value);
  const claims = query?.claims === undefined ? [] : parseList(query.claims, parseClaimQuery);
  const claimSets = query?.claim_sets === undefined ? undefined : parseList(query.claim_sets, parseIds);
  if (!vctValues || !typeValues || !claims || (query?.claim_sets !== undefined && !claimSets))
    return undefined;
  if (format === 'dc+sd-jwt' && vctValues.length === 0) return undefined;
  if (format === 'mso_mdoc' && documentType === undefined) return undefined;
  if (format === 'jwt_vc_json' && typeValues.length === 0) return undefined;
  const claimIds = claims.flatMap((claim) => claim.id ?? []);
  if (hasTwins(claimIds) || claimSets?.flat().some((claimId) => !claimIds.includes(claimId)))
    return undefined;
  return { id, format, vctValues, documentType, typeValues, claims, claimSets };
}

function parseClaimQuery(value: unknown): ClaimQuery | undefined {
  const claim = asRecord(value);
  const path = claim?.path;
  if (!claim || !Array.isArray(path) || path.length === 0 || !path.every(isStep)) return undefined;
  if (claim.id !== undefined && !isId(claim.id)) return undefined;
  if (claim.values !== undefined && !Array.isArray(claim.values)) return undefined;
  return { id: claim.id, path, values: claim.values };
}

function parseCredentialSet(value: unknown): CredentialSet | undefined {
  const set = asRecord(value);
  const options = parseList(set?.options, parseIds);
  return options && { options, required: set?.required !== false };
}

const parseIds = (value: unknown) => parseList(value, asText);
const asText = (value: unknown) => (typeof value === 'string' ? value : undefined);
const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w-]+$/.test(value);
const isStep = (step: unknown) =>
  typeof step === 'string' || step === null || (Number.isInteger(step) && (step as number) >= 0);
const hasTwins = (ids: readonly string[]) => new Set(ids).size !== ids.length;

function parseList<T>(
  value: unknown,
  parse: (one: unknown) => T | undefined,
  { empty = false } = {},
): readonly T[] | undefined {
  if (!Array.isArray(value) || (value.length === 0 && !empty)) return undefined;
  const parsed = value.map(parse);
  return parsed.every((one) => one !== undefined) ? parsed : undefined;
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
