import type { CredentialKind } from '../verification/index.ts';
import { createJwtVc } from './create-jwt-vc.ts';
import { createMdoc } from './create-mdoc.ts';
import { createSdJwt } from './create-sd-jwt.ts';
import type { CredentialOrder } from './credential-order.ts';

const MAKERS: Readonly<Record<CredentialKind, (order: CredentialOrder) => string | Promise<string>>> = {
  identity: createSdJwt,
  licence: createMdoc,
  card: createJwtVc,
};

/** Issues the identity in the format that the person chose. @returns the credential as OpenID4VCI carries it */
export async function createCredential(order: CredentialOrder): Promise<string> {
  return await MAKERS[order.identity.credential](order);
}
