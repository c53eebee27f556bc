import { hash } from 'node:crypto';
import { encodeCbor } from '../../cose/index.ts';
import type { CredentialCheck } from '../../credential-check.ts';

/**
 * What a device signs to say "for this question": OpenID4VP 1.0, B.2.6.1 (redirect) and B.2.6.2 (browser). The thumbprint ties it
 * to the key of this request, so an answer cannot be opened and passed on encrypted to another; null where there is no key.
 */
export function createSessionTranscript(
  request: Pick<
    CredentialCheck,
    'expectedNonce' | 'expectedAudience' | 'expectedResponseUri' | 'encryptionKey'
  >,
): Buffer {
  const { expectedNonce, expectedAudience, expectedResponseUri } = request;
  const thumbprint = request.encryptionKey === null ? null : thumbprintOf(request.encryptionKey);
  const handover =
    expectedResponseUri === null
      ? handoverOf('OpenID4VPDCAPIHandover', [originOf(expectedAudience), expectedNonce, thumbprint])
      : handoverOf('OpenID4VPHandover', [expectedAudience, expectedNonce, thumbprint, expectedResponseUri]);
  return encodeCbor([null, null, handover]);
}

function handoverOf(
  name: string,
  info: readonly (string | Uint8Array | null)[],
): readonly (string | Uint8Array)[] {
  return [name, sha256(encodeCbor(info))];
}

/** RFC 7638 with SHA-256, as bytes: the members of an EC key in alphabetical order. */
function thumbprintOf({ x, y }: { readonly x: string; readonly y: string }): Buffer {
  return sha256(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y }));
}

function originOf(audience: string): string {
  if (!audience.startsWith('origin:'))
    throw new TypeError('the audience of a browser’s answer is its origin');
  return audience.slice('origin:'.length);
}

function sha256(data: string | Uint8Array): Buffer {
  return hash('sha256', data, 'buffer');
}
