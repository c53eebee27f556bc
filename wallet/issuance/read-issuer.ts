import type { CredentialFormat } from '../credentials/index.ts';
import { type Ask, parseJsonObject, parseWebAddress } from '../network/index.ts';
import { Fault, type Refusal, refuse } from '../outcome.ts';
import { asObject, type CredentialOffer } from './read-offer.ts';

const FORMATS: readonly CredentialFormat[] = ['dc+sd-jwt', 'mso_mdoc', 'jwt_vc_json'];

export interface OfferedCredential {
  readonly configurationId: string;
  readonly format: CredentialFormat;
  /** `vct`, document type, or the W3C type. */
  readonly type: string;
  /** The issuer's name for it, in the person's language where given. */
  readonly name: string | undefined;
}

export interface OfferingIssuer {
  readonly name: string | undefined;
  readonly tokenEndpoint: URL;
  readonly credentialEndpoint: URL;
  readonly nonceEndpoint: URL | undefined;
  readonly credentials: readonly OfferedCredential[];
}

export type IssuerRefusalCode = 'wrongIssuer' | 'malformedIssuer' | 'unsupportedCredential';

/** Metadata of the issuer and of its authorization server (OpenID4VCI 12.2, RFC 8414). */
export async function readIssuer(
  offer: CredentialOffer,
  { ask, language }: { readonly ask: Ask; readonly language: string },
): Promise<OfferingIssuer | Refusal<IssuerRefusalCode>> {
  const metadata = await readMetadata(offer.issuer, 'openid-credential-issuer', ask);
  // OpenID4VCI 12.2.4: what another issuer says about itself is not about this one.
  if (metadata.credential_issuer !== offer.issuerIdentifier) return refuse('wrongIssuer');

  const server = chooseServer(offer, metadata.authorization_servers);
  if (!server) return refuse('wrongIssuer');
  const serverMetadata = await readMetadata(server.url, 'oauth-authorization-server', ask);
  if (serverMetadata.issuer !== server.identifier) return refuse('wrongIssuer');

  const tokenEndpoint = parseWebAddress(serverMetadata.token_endpoint);
  const credentialEndpoint = parseWebAddress(metadata.credential_endpoint);
  const nonceEndpoint = parseWebAddress(metadata.nonce_endpoint);
  if (!tokenEndpoint || !credentialEndpoint) return refuse('malformedIssuer');

  const configurations = asObject(metadata.credential_configurations_supported);
  const credentials = offer.configurationIds.map((id) =>
    readConfiguration(id, asObject(configurations?.[id]), language),
  );
  if (!credentials.every((one) => one !== undefined)) return refuse('unsupportedCredential');
  const name = displayName(metadata.display, language);
  return { name, tokenEndpoint, credentialEndpoint, nonceEndpoint, credentials };
}

function chooseServer(offer: CredentialOffer, listed: unknown): { url: URL; identifier: string } | undefined {
  const servers = Array.isArray(listed) ? listed : [offer.issuerIdentifier];
  const identifier: unknown = offer.authorizationServer ?? servers[0];
  // OpenID4VCI 4.1.1: an offer may only name a server that the issuer lists.
  const url = servers.includes(identifier) ? parseWebAddress(identifier) : undefined;
  return url && { url, identifier: identifier as string };
}

async function readMetadata(issuer: URL, kind: string, ask: Ask): Promise<Record<string, unknown>> {
  const path = issuer.pathname === '/' ? '' : issuer.pathname.replace(/\/$/, '');
  const reply = await ask(new URL(`/.well-known/${kind}${path}`, issuer));
  if (reply.status !== 200) throw new Fault('brokenPeer');
  const metadata = parseJsonObject(reply.text);
  if (!metadata) throw new Fault('unreadable');
  return metadata;
}

function readConfiguration(
  configurationId: string,
  configuration: Record<string, unknown> | undefined,
  language: string,
): OfferedCredential | undefined {
  const format = FORMATS.find((each) => each === configuration?.format);
  const type = format && readType(format, configuration ?? {});
  if (!configuration || !format || type === undefined) return undefined;
  const proofs = asObject(configuration.proof_types_supported);
  const algorithms = asObject(proofs?.jwt)?.proof_signing_alg_values_supported;
  if (proofs && !(Array.isArray(algorithms) && algorithms.includes('ES256'))) return undefined;
  const display = asObject(configuration.credential_metadata)?.display ?? configuration.display;
  return { configurationId, format, type, name: displayName(display, language) };
}

/** Where each format says what it is (OpenID4VCI 1.0, appendix A). */
function readType(format: CredentialFormat, configuration: Record<string, unknown>): string | undefined {
  const types = asObject(configuration.credential_definition)?.type;
  const type = {
    'dc+sd-jwt': configuration.vct,
    mso_mdoc: configuration.doctype,
    jwt_vc_json: Array.isArray(types) ? types.find((each) => each !== 'VerifiableCredential') : undefined,
  }[format];
  return typeof type === 'string' ? type : undefined;
}

function displayName(display: unknown, language: string): string | undefined {
  const entries = Array.isArray(display) ? display.map(asObject) : [];
  const inLanguage = entries.find((entry) => String(entry?.locale ?? '').split('-')[0] === language);
  const name = (inLanguage ?? entries[0])?.name;
  return typeof name === 'string' ? name : undefined;
}
