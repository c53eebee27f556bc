import { DcqlQuery } from 'dcql';
import type { PolicySnapshot } from '../../policy/index.ts';
import { askedClaims, type ClaimField, fieldsOf } from './asked-claims.ts';
import { type CredentialQuestion, credentialQuestions } from './credential-questions.ts';
import { type ClaimPath, formats } from './formats/index.ts';

type CredentialQuery = DcqlQuery.Input['credentials'][number];

/**
 * DCQL for one credential of any kind that the profile accepts, with the asked claims and no other (OpenID4VP 1.0, 6).
 * Several kinds become alternatives in `credential_sets`; a single one needs none, which spares simple wallets the feature.
 */
export function createCredentialQuery(policy: PolicySnapshot): DcqlQuery.Input {
  const questions = credentialQuestions(policy.profile);
  if (questions.length === 0) throw new TypeError('profile accepts no credential');
  const fields = fieldsOf(askedClaims(policy));
  const query: DcqlQuery.Input = {
    credentials: asList(questions.map((question) => toQuery(question, fields))),
    ...(questions.length > 1 && {
      credential_sets: [{ options: asList(questions.map(({ id }) => asList([id]))) }],
    }),
  };
  DcqlQuery.validate(DcqlQuery.parse(query));
  return query;
}

function toQuery(question: CredentialQuestion, fields: readonly ClaimField[]): CredentialQuery {
  const { id, format } = question;
  const types = [...new Set(question.acceptedCredentials.map(({ type }) => type))];
  const maps = types.map(formats[format].claimMapFor);
  const pathsByField = fields.map((field) => unique(maps.flatMap((map) => map[field])));
  const asked = askFor(pathsByField);
  if (format === 'dc+sd-jwt') return { id, format, meta: { vct_values: asList(types) }, ...asked };
  const [type = ''] = types;
  if (format === 'jwt_vc_json') {
    return { id, format, meta: { type_values: [['VerifiableCredential', type]] }, ...asked };
  }
  const claims = pathsByField.flat().map((path) => ({
    path: path as [string, string],
    // We compare and forget (ISO/IEC 18013-5, 8.3.2.1.2.1).
    intent_to_retain: false,
  }));
  return { id, format, meta: { doctype_value: type }, claims: asList(claims) };
}

/**
 * Where a claim may stand under several names, `claim_sets` lists the alternatives; otherwise there is none, which means that
 * all claims are wanted.
 */
function askFor(pathsByField: readonly (readonly ClaimPath[])[]) {
  const paths = pathsByField.flat();
  const toPath = (path: ClaimPath) => asList(path.map((name) => name));
  const combinations = pathsByField.reduce<string[][]>(
    (sets, alternatives) => sets.flatMap((set) => alternatives.map((path) => [...set, nameOf(path)])),
    [[]],
  );
  if (combinations.length === 1) return { claims: asList(paths.map((path) => ({ path: toPath(path) }))) };
  return {
    claims: asList(paths.map((path) => ({ id: nameOf(path), path: toPath(path) }))),
    claim_sets: asList(combinations.map(asList)),
  };
}

function nameOf(path: ClaimPath): string {
  return path.at(-1) ?? '';
}

function unique(paths: readonly ClaimPath[]): readonly ClaimPath[] {
  return [...new Map(paths.map((path) => [path.join('/'), path])).values()];
}

function asList<Item>(items: readonly Item[]): [Item, ...Item[]] {
  return items as [Item, ...Item[]];
}
