import { describe, expect, test } from 'vitest';
import { encryptionKey, readVector, vectorTitle } from '../../fixtures/index.ts';
import { createSessionTranscript } from './session-transcript.ts';

const file = readVector('openid4vp/session-transcript.json');

describe('the examples of OpenID4VP 1.0, B.2.6', () => {
  test.skipIf(file === null)(vectorTitle('byte for byte, by redirect', file), () => {
    const { jwk, redirect } = JSON.parse(file ?? '');
    const { clientId, nonce, responseUri, sessionTranscript } = redirect;
    expect(
      createSessionTranscript({
        ...{ expectedAudience: clientId, expectedNonce: nonce, expectedResponseUri: responseUri },
        encryptionKey: jwk,
      }).toString('hex'),
    ).toBe(sessionTranscript);
  });

  test.skipIf(file === null)(vectorTitle('byte for byte, by the browser', file), () => {
    const { jwk, dcApi } = JSON.parse(file ?? '');
    const { origin, nonce, sessionTranscript } = dcApi;
    expect(
      createSessionTranscript({
        ...{ expectedAudience: `origin:${origin}`, expectedNonce: nonce, expectedResponseUri: null },
        encryptionKey: jwk,
      }).toString('hex'),
    ).toBe(sessionTranscript);
  });
});

test('an audience that is no origin is misuse where the browser asks', () => {
  const request = { expectedAudience: 'x509_hash:x', expectedNonce: 'n', expectedResponseUri: null };
  expect(() => createSessionTranscript({ ...request, encryptionKey })).toThrow(TypeError);
});
