import type { FastifyReply, FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { expectedVersion, sendVersion } from './versions.ts';

const requestOf = (config: object, headers: object = {}) =>
  ({ headers, routeOptions: { url: '/x', config } }) as unknown as FastifyRequest;

test.each([
  ['"7"', 7],
  ['"0"', 0],
])('If-Match %s', (given, version) => {
  expect(expectedVersion(requestOf({ edits: true }, { 'if-match': given }))).toBe(version);
});

test.each(['', '7', 'W/"7"', '*', '"7", "8"', '"-1"', '"1234567890"'])(
  'If-Match %s is no version',
  (given) => {
    expect(() => expectedVersion(requestOf({ edits: true }, { 'if-match': given }))).toThrow(/If-Match/);
  },
);

test('a route that does not say so reads no If-Match and tells no ETag: OpenAPI would not know', () => {
  const request = requestOf({}, { 'if-match': '"7"' });
  expect(() => expectedVersion(request)).toThrow(TypeError);
  const reply = { request, header: () => reply } as unknown as FastifyReply;
  expect(() => sendVersion(reply, 7)).toThrow(TypeError);
});
