import { type CardFace, type ClaimPath, claimsAt } from '../credentials/index.ts';
import type { ClaimQuery, CredentialQuery, Query } from './parse-query.ts';

/** A credential that answers one credential query, and exactly what it would reveal. */
export interface Candidate {
  readonly card: CardFace;
  readonly paths: readonly ClaimPath[];
}

/** One credential query, with everything in the wallet that answers it. Never empty. */
export interface Choice {
  readonly queryId: string;
  readonly candidates: readonly Candidate[];
}

/**
 * Which of `cards` answer `query` at `now` (epoch ms): OpenID4VP 6.4. Expired credentials answer nothing.
 * `undefined` when the wallet cannot answer the whole question; it never answers part of one.
 */
export function selectCredentials({
  query,
  cards,
  now,
}: {
  readonly query: Query;
  readonly cards: readonly CardFace[];
  readonly now: number;
}): readonly Choice[] | undefined {
  const current = cards.filter((card) => card.expiresAt === undefined || card.expiresAt > now);
  const choices = new Map<string, Choice>();
  for (const wanted of query.credentials) {
    const candidates = current.flatMap((card) => matchCard(card, wanted) ?? []);
    if (candidates.length > 0) choices.set(wanted.id, { queryId: wanted.id, candidates });
  }
  const ids = chooseIds(query, choices);
  return ids?.flatMap((id) => choices.get(id) ?? []);
}

function matchCard(card: CardFace, wanted: CredentialQuery): Candidate | undefined {
  if (wanted.format !== card.content.format || !isOfType(card, wanted)) return undefined;
  const alternatives = wanted.claimSets?.map((ids) =>
    wanted.claims.filter((claim) => claim.id !== undefined && ids.includes(claim.id)),
  ) ?? [wanted.claims];
  const first = alternatives.find((claims) => claims.every((claim) => hasClaim(card, claim)));
  return first && { card, paths: first.map((claim) => claim.path) };
}

/** By the rule of its format (OpenID4VP 1.0, appendix B). */
function isOfType({ type, content }: CardFace, wanted: CredentialQuery): boolean {
  if (content.format === 'mso_mdoc') return wanted.documentType === type;
  if (content.format === 'dc+sd-jwt') return wanted.vctValues.includes(type);
  const { types } = content.jwtVc;
  return wanted.typeValues.some((wantedTypes) => wantedTypes.every((each) => types.includes(each)));
}

function hasClaim(card: CardFace, claim: ClaimQuery): boolean {
  const found = claimsAt(card.claims, claim.path);
  if (found.length === 0) return false;
  return claim.values === undefined || found.some((value) => claim.values?.includes(value));
}

/** OpenID4VP 6.4.2: without sets every query must be answered; with sets, one option of each required set. */
function chooseIds(query: Query, choices: ReadonlyMap<string, Choice>): readonly string[] | undefined {
  if (!query.sets) {
    const ids = query.credentials.map((one) => one.id);
    return ids.every((id) => choices.has(id)) ? ids : undefined;
  }
  const chosen = new Set<string>();
  for (const set of query.sets.filter((one) => one.required)) {
    const option = set.options.find((ids) => ids.every((id) => choices.has(id)));
    if (!option) return undefined;
    for (const id of option) chosen.add(id);
  }
  return [...chosen];
}
