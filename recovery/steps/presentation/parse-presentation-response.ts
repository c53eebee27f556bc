import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { type Refusal, refuse } from '../../outcome.ts';
import { decryptJwe, equalsSecret, isJsonObject, type JsonObject, parseJson } from './json-web/index.ts';
import type { PresentationRefusalCode } from './presentation-refusal-codes.ts';

/** A portrait of some 300 kB fits, three base64 layers included; nothing honest is larger. */
const maximumResponseBytes = 1_000_000;

/** DCQL query id → presentations (OpenID4VP 1.0, 8.1). Text only: our one format has no object form. */
const vpTokenSchema = z.record(z.string().min(1).max(64), z.array(z.string().min(1)).min(1).max(8));

/** RFC 6749, 4.1.2.1 names errors in this alphabet; a wallet's free text stays outside. */
const walletErrorSchema = z.string().regex(/^[a-z_]{1,64}$/);

export interface ParsedPresentationResponse {
  readonly kind: 'parsed';
  readonly vpToken: Record<string, string[]>;
}

/**
 * Opens and reads the wallet's answer to `direct_post.jwt` (OpenID4VP 1.0, 8.3): shape only, it trusts nothing.
 * What is not encrypted to this request's key is not read at all; version 1.0 has no signed-only answer.
 *
 * @param answer.response the form field `response`: a compact JWE
 * @param answer.expectedState null where the browser handed the answer over, which repeats none (A.2): the browser's own session
 *   says whose it is
 * @param answer.decryptionKey private P-256 key made for this one request
 */
export function parsePresentationResponse(answer: {
  readonly response: string;
  readonly decryptionKey: KeyObject;
  readonly expectedKid: string;
  readonly expectedState: string | null;
}): ParsedPresentationResponse | Refusal<PresentationRefusalCode> {
  if (answer.response.length > maximumResponseBytes) return refuse('responseTooLarge');
  const plaintext = decryptJwe({
    compact: answer.response,
    decryptionKey: answer.decryptionKey,
    expectedKid: answer.expectedKid,
  });
  if (plaintext === 'notEncrypted') return refuse('responseNotEncrypted');
  if (plaintext === 'header') return refuse('responseHeader');
  if (plaintext === 'undecryptable') return refuse('responseUndecryptable');

  const content = parseJson(plaintext);
  if (!isJsonObject(content)) return refuse('responseMalformed', { reason: 'json' });
  return readAnswer(content, answer.expectedState);
}

/**
 * Reads the wallet's answer to `direct_post` (OpenID4VP 1.0, 8.2): shape only, it trusts nothing. For requests without an
 * encryption key, which the verifier bench alone makes.
 *
 * @param answer.vpToken the form field `vp_token`: JSON
 */
export function parsePlainResponse(answer: {
  readonly vpToken: string;
  readonly state: string | undefined;
  readonly expectedState: string;
}): ParsedPresentationResponse | Refusal<PresentationRefusalCode> {
  if (answer.vpToken.length > maximumResponseBytes) return refuse('responseTooLarge');
  const content = { vp_token: parseJson(Buffer.from(answer.vpToken)), state: answer.state };
  return readAnswer(content, answer.expectedState);
}

function readAnswer(
  content: JsonObject,
  expectedState: string | null,
): ParsedPresentationResponse | Refusal<PresentationRefusalCode> {
  // Before anything else is believed, an error included: the answer must belong to this request (T13).
  if (expectedState !== null && !equalsSecret(content.state, expectedState)) return refuse('stateMismatch');
  if ('error' in content) {
    const error = walletErrorSchema.safeParse(content.error);
    return refuse('walletDeclined', { error: error.success ? error.data : 'unreadable' });
  }
  const vpToken = vpTokenSchema.safeParse(content.vp_token);
  if (!vpToken.success) return refuse('responseMalformed', { reason: 'vp_token' });
  return { kind: 'parsed', vpToken: vpToken.data };
}
