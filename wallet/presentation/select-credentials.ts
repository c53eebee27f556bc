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

/** A complete answer to the question, to be chosen among others: one choice for each credential query it answers. */
export type Way = readonly Choice[];

/** A verifier that offers more combinations than anybody reads gets the first of them. */
const MOST_WAYS = 16;

/**
 * The ways in which `cards` answer `query` at `now` (epoch ms), as the verifier likes them: OpenID4VP 6.4. Expired credentials
 * answer nothing.
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
}): readonly Way[] | undefined {
  const current = cards.filter((card) => card.expiresAt === undefined || card.expiresAt > now);
  const choices = new Map<string, Choice>();
  for (const wanted of query.credentials) {
    const candidates = current.flatMap((card) => matchCard(card, wanted) ?? []);
    if (candidates.length > 0) choices.set(wanted.id, { queryId: wanted.id, candidates });
  }
  const ways = combineIds(query, choices).map((ids) => ids.flatMap((id) => choices.get(id) ?? []));
  return ways.length > 0 ? ways : undefined;
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
function combineIds(query: Query, choices: ReadonlyMap<string, Choice>): readonly (readonly string[])[] {
  const answerable = (ids: readonly string[]) => ids.every((id) => choices.has(id));
  if (!query.sets) return [query.credentials.map((one) => one.id)].filter(answerable);
  return query.sets
    .filter((one) => one.required)
    .reduce<readonly (readonly string[])[]>(
      (ways, { options }) =>
        ways
          .flatMap((ids) => options.filter(answerable).map((more) => [...new Set([...ids, ...more])]))
          .slice(0, MOST_WAYS),
      [[]],
    );
}
