import { expect, test } from 'vitest';
import { addressOf, createDidWebKeys } from './create-did-web-keys.ts';

test.each([
  ['did:web:id.example', 'https://id.example/.well-known/did.json'],
  ['did:web:id.example%3A8443', 'https://id.example:8443/.well-known/did.json'],
  ['did:web:id.example:issuers:one', 'https://id.example/issuers/one/did.json'],
  ['did:web:', null],
  ['did:jwk:e30', null],
  ['did:web:id.example/path', null],
  ['did:web:user@id.example', null],
  ['did:web:id.example:..:secret', null],
  ['did:web:id.example:a%2Fb', null],
  ['did:web:id.example::one', null],
])('%s stands at %s', (did, address) => {
  expect(addressOf(did)).toBe(address);
});

test('a document, when there is one', async () => {
  const read = (body: string | null) =>
    createDidWebKeys({
      read: async () => (body === null ? null : { body: Buffer.from(body), fetchedAt: 7 }),
    });
  const asked = { did: 'did:web:id.example', notBefore: 0 };
  expect(await read('{"id":"did:web:id.example"}').readDocument(asked)).toEqual({
    document: { id: 'did:web:id.example' },
    fetchedAt: 7,
  });
  expect(await read('<html>').readDocument(asked)).toBeNull();
  expect(await read(null).readDocument(asked)).toBeNull();
  expect(await read('{}').readDocument({ ...asked, did: 'did:jwk:e30' })).toBeNull();
});

test('is read once for each download, and anew for the next', async () => {
  const downloads = ['{"id":"one"}', '{"id":"two"}'].map((body) => ({
    body: Buffer.from(body),
    fetchedAt: 7,
  }));
  const order = [0, 0, 1, 0];
  const keys = createDidWebKeys({ read: async () => downloads[order.shift()!]! });
  const read = async () => (await keys.readDocument({ did: 'did:web:id.example', notBefore: 0 }))?.document;
  const [first, again, next, old] = [await read(), await read(), await read(), await read()];
  expect([first, next]).toEqual([{ id: 'one' }, { id: 'two' }]);
  expect([again, old]).toEqual([first, first]);
  expect(again === first && old === first).toBe(true);
});
