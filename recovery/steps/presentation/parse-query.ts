import { DcqlQuery } from 'dcql';
import { type CredentialFormat, credentialFormats } from '../../policy/index.ts';
import type { CredentialQuestion } from './credential-questions.ts';

/** A question from outside that we can verify answers to. */
export interface AskableQuery {
  readonly kind: 'askable';
  readonly query: DcqlQuery.Output;
  /** Whoever is trusted may issue any of them. */
  readonly questions: readonly CredentialQuestion[];
}

/** What keeps us from asking a query. In English, for whoever wrote it. */
interface QueryProblem {
  readonly kind: 'notAskable';
  readonly problem: string;
}

/**
 * DCQL (OpenID4VP 1.0, 6) as far as we verify it: one credential, or several of which any one will do, bound to its holder.
 * For the verifier bench; a recovery's query is made from its profile.
 *
 * @param anchorIds of the trust anchors that an answer may come from
 */
export function parseQuery(input: unknown, anchorIds: readonly string[]): AskableQuery | QueryProblem {
  const query = readDcql(input);
  if (typeof query === 'string') return notAskable(query);
  const { credentials, credential_sets: sets = [] } = query;
  const options = sets.flatMap((set) => (set.required === false ? [[]] : set.options));
  const alternatives = new Set(options.flatMap((ids) => (ids.length === 1 ? ids : [])));
  const isOneOf = sets.length === 1 && credentials.every(({ id }) => alternatives.has(id));
  if ((credentials.length > 1 || sets.length > 0) && !(isOneOf && options.every((ids) => ids.length === 1)))
    return notAskable('several credentials at once: list them as alternatives in one credential_sets entry');

  const questions: CredentialQuestion[] = [];
  for (const credential of credentials) {
    const types = readTypes(credential);
    if (typeof types === 'string') return notAskable(`${credential.id}: ${types}`);
    const format = credential.format as CredentialFormat;
    const acceptedCredentials = types.map((type) => ({ format, type, anchorIds }));
    questions.push({ id: credential.id, format, acceptedCredentials });
  }
  return { kind: 'askable', query, questions };
}

function notAskable(problem: string): QueryProblem {
  return { kind: 'notAskable', problem };
}

function readDcql(input: unknown): DcqlQuery.Output | string {
  try {
    const query = DcqlQuery.parse(input as DcqlQuery.Input);
    DcqlQuery.validate(query);
    return query;
  } catch (cause) {
    // The library's words name what it missed, and nothing that a person typed anywhere.
    return `not DCQL: ${cause instanceof Error ? cause.message : 'unreadable'}`;
  }
}

function readTypes(query: DcqlQuery.Output['credentials'][number]): readonly string[] | string {
  if (!credentialFormats.some((format) => format === query.format)) return `no format ${query.format} here`;
  if (query.multiple) return 'multiple: one presentation is verified';
  if (!query.require_cryptographic_holder_binding)
    return 'require_cryptographic_holder_binding: nobody’s credential is nobody’s proof';
  if (query.trusted_authorities !== undefined)
    return 'trusted_authorities: whom to trust is said by trust anchors';
  // Required by OpenID4VP 1.0 (B.2.3, B.3.5), optional in the library.
  if (query.format === 'dc+sd-jwt') return query.meta?.vct_values ?? 'meta.vct_values is missing';
  if (query.format === 'mso_mdoc')
    return query.meta?.doctype_value === undefined
      ? 'meta.doctype_value is missing'
      : [query.meta.doctype_value];
  if (query.format !== 'jwt_vc_json') return `no format ${query.format} here`;
  const types = query.meta.type_values.map((values) =>
    values.filter((value) => value !== 'VerifiableCredential'),
  );
  return types.every((own) => own.length === 1)
    ? types.flat()
    : 'meta.type_values: one type beside VerifiableCredential';
}
