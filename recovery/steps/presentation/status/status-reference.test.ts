import { describe, expect, test } from 'vitest';
import { readStatusOfJwt, readStatusOfMdoc, readStatusOfVc } from './status-reference.ts';

const uri = 'https://status.issuer.example/1';

describe('where a credential’s status stands', () => {
  test('nowhere', () => {
    expect([readStatusOfJwt(undefined), readStatusOfMdoc(undefined), readStatusOfVc(undefined)]).toEqual([
      [],
      [],
      [],
    ]);
  });

  test('in a list', () => {
    const reference = { mediaType: 'application/statuslist+jwt', uri, index: 7, purpose: 'status' };
    expect(readStatusOfJwt({ status_list: { idx: 7, uri } })).toEqual([reference]);
    const list = new Map<string, string | number>([
      ['idx', 7],
      ['uri', uri],
    ]);
    expect(readStatusOfMdoc(new Map([['status_list', list]]))).toEqual([
      { ...reference, mediaType: 'application/statuslist+cwt' },
    ]);
  });

  const entry = {
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '94567',
    statusListCredential: uri,
  };
  const reference = { mediaType: 'application/vc+jwt', uri, index: 94_567, purpose: 'revocation' };

  test('in one or several W3C entries', () => {
    expect(readStatusOfVc(entry)).toEqual([reference]);
    expect(readStatusOfVc({ ...entry, type: 'StatusList2021Entry', statusListIndex: 94_567 })).toEqual([
      reference,
    ]);
    expect(readStatusOfVc([entry, { ...entry, statusPurpose: 'suspension' }])).toEqual([
      reference,
      { ...reference, purpose: 'suspension' },
    ]);
  });

  test.each([
    null,
    [],
    'revoked',
    { ...entry, type: 'RevocationList2020Status' },
    { ...entry, statusPurpose: 'message' },
    { ...entry, statusSize: 2 },
    { ...entry, statusListIndex: '007' },
    { ...entry, statusListIndex: '-1' },
    { ...entry, statusListIndex: 1.5 },
    { ...entry, statusListCredential: undefined },
    [entry, { ...entry, type: 'CredentialStatusList2017' }],
  ])('unreadable to us: %j (T7)', (status) => {
    expect(readStatusOfVc(status)).toBe('unreadable');
  });

  test.each([
    null,
    {},
    { status_list: {} },
    { status_list: { idx: '7', uri } },
    { status_list: { idx: -1, uri } },
    { status_list: { idx: 2 ** 53, uri } },
    { status_list: { idx: 7, uri: '' } },
    { status_list: { idx: 7, uri: ['x'] } },
    { status_assertion: {} },
  ])('unreadable in an SD-JWT: %j (T7)', (status) => {
    expect(readStatusOfJwt(status)).toBe('unreadable');
  });

  test('unreadable in an mdoc (T7)', () => {
    expect(readStatusOfMdoc(null)).toBe('unreadable');
    expect(readStatusOfMdoc(new Map())).toBe('unreadable');
    expect(readStatusOfMdoc(new Map([['status_list', 1]]))).toBe('unreadable');
    expect(readStatusOfMdoc(new Map([['identifier_list', new Map()]]))).toBe('unreadable');
  });
});
