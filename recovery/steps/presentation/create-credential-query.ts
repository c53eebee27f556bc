import { DcqlQuery } from 'dcql';
import type { PolicySnapshot } from '../../policy/index.ts';
import { askedClaims, fieldsOf } from './asked-claims.ts';
import { claimMapFor } from './formats/sd-jwt-vc/index.ts';

/** Id of the one credential that a recovery asks for; the key in `vp_token`. */
export const credentialQueryId = 'idv';

/**
 * DCQL for one credential of any type that the profile accepts, with the asked claims and no other (OpenID4VP 1.0, 6).
 * Where accepted types name a claim differently, `claim_sets` lists the alternatives; otherwise there is none,
 * which means that all claims are wanted and spares simple wallets the feature.
 */
export function createCredentialQuery(policy: PolicySnapshot): DcqlQuery.Input {
  const types = [...new Set(policy.profile.acceptedCredentials.map(({ type }) => type))];
  const [firstType, ...otherTypes] = types;
  if (firstType === undefined) throw new TypeError('profile accepts no credential');
  const namesByField = fieldsOf(askedClaims(policy)).map((field) => [
    ...new Set(types.flatMap((type) => claimMapFor(type)[field])),
  ]);
  const combinations = namesByField.reduce<string[][]>(
    (sets, names) => sets.flatMap((set) => names.map((name) => [...set, name])),
    [[]],
  );
  const names = namesByField.flat();
  const query: DcqlQuery.Input = {
    credentials: [
      {
        id: credentialQueryId,
        format: 'dc+sd-jwt',
        meta: { vct_values: [firstType, ...otherTypes] },
        ...(combinations.length === 1
          ? { claims: asList(names.map((name) => ({ path: [name] as [string] }))) }
          : {
              claims: asList(names.map((name) => ({ id: name, path: [name] as [string] }))),
              claim_sets: asList(combinations.map((set) => asList(set))),
            }),
      },
    ],
  };
  DcqlQuery.validate(DcqlQuery.parse(query));
  return query;
}

function asList<Item>(items: readonly Item[]): [Item, ...Item[]] {
  return items as [Item, ...Item[]];
}
