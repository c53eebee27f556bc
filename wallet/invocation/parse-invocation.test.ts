import { describe, expect, test } from 'vitest';
import { parseInvocation } from './parse-invocation.ts';

const OWN = 'http://127.0.0.1:4001';
const REQUEST = 'client_id=x509_hash%3Aabc&request_uri=https%3A%2F%2Fverifier.example%2Fr%2F1';
const OFFER = 'credential_offer_uri=https%3A%2F%2Fissuer.example%2Fo%2F1';

describe('pasted and scanned addresses (D26)', () => {
  test.each([
    [`openid4vp://?${REQUEST}`, `/present?${REQUEST}`],
    [
      `openid4vp://authorize?${REQUEST}&request_uri_method=post`,
      `/present?${REQUEST}&request_uri_method=post`,
    ],
    [`haip-vp://?${REQUEST}`, `/present?${REQUEST}`],
    [`${OWN}/present?${REQUEST}`, `/present?${REQUEST}`],
    [`openid-credential-offer://?${OFFER}`, `/offer?${OFFER}`],
    ['openid-credential-offer://?credential_offer=%7B%7D', '/offer?credential_offer=%7B%7D'],
    [`  ${OWN}/offer?${OFFER}&other=1\n`, `/offer?${OFFER}`],
  ])('%s', (address, page) => expect(parseInvocation(address, OWN)).toBe(page));

  test.each([
    '',
    'hello',
    'javascript:alert(1)',
    'openid4vp://?client_id=only',
    'openid-credential-offer://',
    `openid-credential-offer://?${OFFER}&credential_offer=%7B%7D`,
    `https://other.example/present?${REQUEST}`,
    `${OWN}/healthz?${REQUEST}`,
  ])('not %s', (address) => expect(parseInvocation(address, OWN)).toBeUndefined());
});
