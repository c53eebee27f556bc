import { describe, expect, test } from 'vitest';
import { refuse } from '../../../outcome.ts';
import type { TrustAnchor } from '../../../policy/index.ts';
import { noKnownCertificates } from '../certificate-path/index.ts';
import type { StatusMediaType, StatusReference } from '../credential-check.ts';
import {
  anchorOf,
  authorityExtensions,
  bitstringList,
  createJwtVcScene,
  createScene,
  didAnchorOf,
  didJwkOf,
  employeeType,
  issuerDid,
  leafExtensions,
  listUri,
  makeCertificate,
  makeKeys,
  now,
  readVector,
  sandboxType,
  seconds,
  tokenListCwt,
  tokenListJwt,
  vectorTitle,
} from '../fixtures/index.ts';
import { findStatusRefusal, type StatusQuestion } from './find-status-refusal.ts';
import { parseStatusList } from './parse-status-list.ts';
import type { StatusListReport } from './status-lists.ts';

const { root, leaf } = await createScene();
const employer = await createJwtVcScene();
const strangerDid = await didJwkOf(await makeKeys());
const tokenList = (
  index: number,
  mediaType: StatusMediaType = 'application/statuslist+jwt',
): StatusReference => ({
  ...{ mediaType, uri: listUri, index },
  purpose: 'status',
});
const bitstring = (index: number, purpose: 'revocation' | 'suspension' = 'revocation'): StatusReference => ({
  ...{ mediaType: 'application/vc+jwt', uri: listUri, index, purpose },
});

/** A month ago, and not rounded: any copy that may still be kept is younger. */
const issuedAt = now - 30 * 86_400_000 - 1_000;
const secondAfter = issuedAt + 1_000;

interface Asked {
  readonly anchor?: TrustAnchor;
  readonly status: readonly StatusReference[] | 'unreadable';
  /** What each download brings, in turn; null: nothing. The last one again and again. */
  readonly bodies: readonly (Buffer | null)[];
  /** Seconds before now at which the first download was made. */
  readonly age?: number;
  /** Epoch milliseconds at which the credential was issued. */
  readonly issued?: number;
  readonly changes?: Partial<StatusQuestion>;
}

/** Asks, and tells which downloads were asked for. */
async function ask(question: Asked) {
  const {
    anchor = anchorOf('root', root),
    status,
    bodies,
    age = 0,
    issued = issuedAt,
    changes = {},
  } = question;
  const asked: { uri: string; mediaType: string; notBefore: number }[] = [];
  const reports: StatusListReport[] = [];
  const downloads = bodies.map((body, index) =>
    body === null ? null : { body, fetchedAt: index === 0 ? now - age * 1000 : now },
  );
  const format = anchor.kind === 'x509' ? 'dc+sd-jwt' : 'jwt_vc_json';
  const type = anchor.kind === 'x509' ? sandboxType : employeeType;
  const refusal = await findStatusRefusal({
    credential: {
      ...{ kind: { format, type }, anchor, signerCountries: [], claims: {} },
      ...{ issuedAt: issued, issuedAtLatest: issued, fingerprint: '', status },
    },
    statusLists: {
      read: async (request) => {
        asked.push(request);
        return downloads[Math.min(asked.length, downloads.length) - 1] ?? null;
      },
      note: async (report) => void reports.push(report),
    },
    issuerKeys: { readDocument: async () => ({ document: employer.document, fetchedAt: now }) },
    trustAnchors: [anchor],
    understoodExtensions: [],
    knownCertificates: noKnownCertificates,
    now,
    ...changes,
  });
  return { refusal, asked, reports };
}
const refusalOf = async (asked: Asked) => (await ask(asked)).refusal;
const unavailable = (reason: string) => refuse('statusUnavailable', { reason });
const listed = async (entries: readonly number[], bent = {}) => [await tokenListJwt(leaf, entries, bent)];

test('a credential without status needs no list', async () => {
  expect(await ask({ status: [], bodies: [] })).toEqual({ refusal: undefined, asked: [], reports: [] });
});

test('a status that nobody can read is refused, not passed over (T7)', async () => {
  expect(await refusalOf({ status: 'unreadable', bodies: [] })).toEqual(
    refuse('credentialMalformed', { reason: 'status' }),
  );
});

describe('how a list fares is told, and nothing of whom it was asked about', () => {
  const about = { uri: listUri, mediaType: 'application/statuslist+jwt', anchorId: 'root', checkedAt: now };
  const reportsOf = async (asked: Asked) => (await ask(asked)).reports;

  test('one that holds: when it came, its size, and until when it is used', async () => {
    const bodies = await listed([0, 0, 0, 0, 0, 0, 0, 0, 0], {
      bits: 1,
      payload: { iat: seconds - 60, exp: seconds + 90, ttl: 300 },
    });
    expect(await reportsOf({ status: [tokenList(3)], bodies, age: 10 })).toEqual([
      {
        ...about,
        problem: null,
        held: {
          fetchedAt: now - 10_000,
          bytes: 2,
          issuedAt: now - 60_000,
          expiresAt: now + 90_000,
          keptUntil: now + 90_000,
        },
      },
    ]);
  });

  test('without an end of its own it is used for as long as it may be kept', async () => {
    const bodies = await listed([0], { payload: { exp: undefined, ttl: 300 } });
    const [report] = await reportsOf({ status: [tokenList(0)], bodies });
    expect(report?.held).toMatchObject({ expiresAt: null, keptUntil: now + 300_000 });
  });

  test('one download is told of once, and again after it did not hold', async () => {
    const download = { body: await tokenListJwt(leaf, [0]), fetchedAt: now };
    const reports: StatusListReport[] = [];
    const askOnce = (anchor: TrustAnchor) =>
      ask({
        ...{ anchor, status: [tokenList(0)], bodies: [] },
        changes: {
          statusLists: {
            read: async ({ notBefore }) => (notBefore > now ? null : download),
            note: async (report) => void reports.push(report),
          },
        },
      });
    const good = anchorOf('root', root);
    for (const anchor of [good, good, { ...good, enabled: false }, good]) await askOnce(anchor);
    expect(reports.map(({ problem }) => problem)).toEqual([null, 'issuer', null]);
  });

  test.each<[string, () => Promise<(Buffer | null)[]>]>([
    ['unreachable', async () => [null]],
    ['malformed', async () => [Buffer.from('<html>')]],
    ['stale', () => listed([0], { payload: { exp: seconds - 1 } })],
    ['subject', () => listed([0], { payload: { sub: 'https://other.example/list' } })],
    ['notYetValid', () => listed([0], { payload: { iat: seconds + 600 } })],
  ])('%s: each time', async (problem, make) => {
    const bodies = await make();
    for (let time = 0; time < 2; time += 1)
      expect(await reportsOf({ status: [tokenList(0)], bodies })).toEqual([
        { ...about, problem, held: null },
      ]);
  });

  test('an entry that is not in it says nothing about the list', async () => {
    const [report] = await reportsOf({ status: [tokenList(9_000)], bodies: await listed([0]) });
    expect(report?.problem).toBeNull();
  });
});

describe('a Token Status List', () => {
  test.each([1, 2, 4, 8])('of %i bits says it by value', async (bits) => {
    const most = 2 ** bits - 1;
    const bodies = await listed([0, most, 0, 1, 0, 0, 0, 0, 0, most], { bits });
    const at = (index: number) => refusalOf({ status: [tokenList(index)], bodies });
    expect([await at(0), await at(2), await at(8)]).toEqual([undefined, undefined, undefined]);
    expect(await at(1)).toEqual(refuse('credentialRevoked', { status: most }));
    expect(await at(3)).toEqual(refuse('credentialRevoked', { status: 1 }));
    expect(await at(9)).toEqual(refuse('credentialRevoked', { status: most }));
  });

  test.each([[[0xd2]], [[]]])('as CWT, tagged or not: %j', async (tag) => {
    const bodies = [await tokenListCwt(leaf, [0, 1], { tag })];
    const at = (index: number) =>
      refusalOf({ status: [tokenList(index, 'application/statuslist+cwt')], bodies });
    expect(await at(0)).toBeUndefined();
    expect(await at(1)).toEqual(refuse('credentialRevoked', { status: 1 }));
  });

  test.each<[string, string, object]>([
    ['of another type of JWT', 'malformed', { header: { typ: 'JWT' } }],
    ['with another algorithm', 'malformed', { header: { alg: 'ES384' } }],
    ['of another address', 'subject', { payload: { sub: `${listUri}0` } }],
    ['without address', 'malformed', { payload: { sub: undefined } }],
    ['without issue time', 'malformed', { payload: { iat: undefined } }],
    ['with an issue time as text', 'malformed', { payload: { iat: `${seconds}` } }],
    ['issued in the future', 'notYetValid', { payload: { iat: seconds + 61 } }],
    ['expired', 'stale', { payload: { exp: seconds } }],
    ['with an end as text', 'malformed', { payload: { exp: 'never' } }],
    ['with a time to live of nothing', 'malformed', { payload: { ttl: 0 } }],
    ['with a time to live as text', 'malformed', { payload: { ttl: '43200' } }],
    ['of 3 bits', 'malformed', { bits: 3 }],
    ['of bits as text', 'malformed', { payload: { status_list: { bits: '1', lst: 'eNrbuRgAAhcBXQ' } } }],
    ['that does not unpack', 'malformed', { payload: { status_list: { bits: 1, lst: 'AAAA' } } }],
    [
      'that is not canonical base64url',
      'malformed',
      { payload: { status_list: { bits: 1, lst: 'eNrbuRgAAhcBXR' } } },
    ],
    ['without a list', 'malformed', { payload: { status_list: [] } }],
    ['without a certificate', 'issuer', { header: { x5c: undefined } }],
  ])('%s says nothing (T7)', async (_, reason, bent) => {
    const bodies = await listed([0], bent);
    expect(await refusalOf({ status: [tokenList(0)], bodies })).toEqual(unavailable(reason));
  });

  test.each<[string, string, object]>([
    ['of another type', 'malformed', { protectedHeader: new Map([[16, 'application/cwt']]) }],
    ['with another algorithm', 'signature', { protectedHeader: new Map([[1, -35]]) }],
    ['of another address', 'subject', { claims: new Map([[2, `${listUri}0`]]) }],
    ['without issue time', 'malformed', { claims: new Map([[6, undefined]]) }],
    ['expired', 'stale', { claims: new Map([[4, seconds]]) }],
    ['without a list', 'malformed', { claims: new Map([[65_533, undefined]]) }],
    ['under another tag', 'malformed', { tag: [0xd1] }],
  ])('as CWT %s says nothing (T7)', async (_, reason, bent) => {
    const bodies = [await tokenListCwt(leaf, [0], bent)];
    const status = [tokenList(0, 'application/statuslist+cwt')];
    expect(await refusalOf({ status, bodies })).toEqual(unavailable(reason));
  });

  test('that unpacks without end says nothing, and takes no memory', async () => {
    const bomb = Array.from({ length: 8 }, () => 0);
    const { deflateSync } = await import('node:zlib');
    const lst = deflateSync(Buffer.alloc(17 * 1024 * 1024)).toString('base64url');
    const bodies = await listed(bomb, { payload: { status_list: { bits: 1, lst } } });
    expect(await refusalOf({ status: [tokenList(0)], bodies })).toEqual(unavailable('malformed'));
  });

  test('does not speak for entries that are not in it', async () => {
    const bodies = await listed([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(await refusalOf({ status: [tokenList(8)], bodies })).toEqual(unavailable('index'));
    expect(await refusalOf({ status: [tokenList(2 ** 40)], bodies })).toEqual(unavailable('index'));
  });

  test('of somebody else revokes nobody and acquits nobody (T6)', async () => {
    const stranger = await makeCertificate({ subject: 'CN=Other', extensions: authorityExtensions() });
    const signer = await makeCertificate({ subject: 'CN=L', issuer: stranger, extensions: leafExtensions() });
    const bodies = [await tokenListJwt(signer, [0])];
    expect(await refusalOf({ status: [tokenList(0)], bodies })).toEqual(unavailable('issuer'));
    // Trusted, but not the authority of this credential.
    const trustAnchors = [anchorOf('root', root), anchorOf('other', stranger)];
    expect(await refusalOf({ status: [tokenList(0)], bodies, changes: { trustAnchors } })).toEqual(
      unavailable('issuer'),
    );
  });

  test('under an authority switched off says nothing, though its signature held before (T24)', async () => {
    const bodies = await listed([0]);
    const statusLists = { read: async () => download };
    const download = { body: bodies[0]!, fetchedAt: now };
    expect(await refusalOf({ status: [tokenList(0)], bodies, changes: { statusLists } })).toBeUndefined();
    const trustAnchors = [anchorOf('root', root, false)];
    expect(
      await refusalOf({ status: [tokenList(0)], bodies, changes: { statusLists, trustAnchors } }),
    ).toEqual(unavailable('issuer'));
  });

  test('with a signature of another key says nothing', async () => {
    const other = await makeKeys();
    const bodies = [await tokenListJwt({ ...leaf, keys: other }, [0])];
    expect(await refusalOf({ status: [tokenList(0)], bodies })).toEqual(unavailable('signature'));
  });
});

describe('while a copy is fresh (T7)', () => {
  const ages: readonly [string, object, number, number][] = [
    ['its time to live', { payload: { ttl: 600, exp: undefined } }, 599, 601],
    ['an hour, where it says nothing', { payload: { exp: undefined } }, 3_599, 3_601],
    ['a day at most', { payload: { ttl: 10 ** 9, exp: undefined } }, 86_399, 86_401],
  ];
  test.each(ages)('%s', async (_, bent, fresh, stale) => {
    const bodies = await listed([0], bent);
    const within = await ask({ status: [tokenList(0)], bodies, age: fresh });
    expect([within.refusal, within.asked.length]).toEqual([undefined, 1]);
    const after = await ask({ status: [tokenList(0)], bodies: [bodies[0]!, bodies[0]!], age: stale });
    expect([after.refusal, after.asked.map(({ notBefore }) => notBefore)]).toEqual([
      undefined,
      [secondAfter, now - stale * 1000 + 1],
    ]);
  });

  test('a fresh one that cannot be had leaves nothing to go by: the stale one is not believed', async () => {
    const [body] = await listed([0], { payload: { ttl: 600 } });
    expect(await refusalOf({ status: [tokenList(0)], bodies: [body!, null], age: 601 })).toEqual(
      unavailable('stale'),
    );
  });

  test('a copy from before the credential was issued is not asked about it: a withdrawal in its first minutes counts', async () => {
    const { refusal, asked } = await ask({
      ...{ status: [tokenList(0)], issued: now - 11_000 },
      bodies: await listed([1]),
    });
    expect(refusal).toEqual(refuse('credentialRevoked', { status: 1 }));
    expect(asked.map(({ notBefore }) => notBefore)).toEqual([now - 10_000]);
    // A clock that runs ahead must not ask for a copy from the future, which nobody has.
    const ahead = await ask({ status: [tokenList(0)], issued: now + 30_000, bodies: await listed([0]) });
    expect([ahead.refusal, ahead.asked.map(({ notBefore }) => notBefore)]).toEqual([undefined, [now]]);
  });

  test.each([
    ['second', '2026-11-25T13:07:09Z', '2026-11-25T13:07:10Z'],
    ['minute', '2026-11-25T13:07:00Z', '2026-11-25T13:08:00Z'],
    ['hour', '2026-11-25T13:00:00Z', '2026-11-25T14:00:00Z'],
    ['day', '2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z'],
  ])(
    'a time of issue on a whole %s may stand for all of it: a copy from within is no younger',
    async (_, at, until) => {
      const { asked } = await ask({
        ...{ status: [tokenList(0)], issued: Date.parse(at) },
        bodies: await listed([0]),
        changes: { now: Date.parse(until) + 1 },
      });
      expect(asked[0]?.notBefore).toBe(Date.parse(until));
    },
  );

  test('where no younger one is to be had, the copy counts as long as it may be kept', async () => {
    const [kept] = await listed([0], { payload: { ttl: 600 } });
    const { refusal, asked } = await ask({
      ...{ status: [tokenList(0)], issued: now - 11_000 },
      bodies: [null, kept!],
    });
    expect(refusal).toBeUndefined();
    expect(asked.map(({ notBefore }) => notBefore)).toEqual([now - 10_000, 0]);
  });

  test('whoever was revoked meanwhile is refused', async () => {
    const [before] = await listed([0], { payload: { ttl: 600 } });
    const [after] = await listed([1]);
    expect(await refusalOf({ status: [tokenList(0)], bodies: [before!, after!], age: 601 })).toEqual(
      refuse('credentialRevoked', { status: 1 }),
    );
  });

  test('the address is the list’s: nobody learns whose entry was read', async () => {
    const { asked } = await ask({ status: [tokenList(3)], bodies: await listed([0, 0, 0, 0]) });
    expect(asked).toEqual([
      { uri: listUri, mediaType: 'application/statuslist+jwt', notBefore: secondAfter },
    ]);
  });
});

describe('a Bitstring Status List', () => {
  const anchor = didAnchorOf('employer', issuerDid);
  const key = employer.issuer.privateKey;
  const at = async (status: StatusReference, bent: Parameters<typeof bitstringList>[2] = {}) =>
    await refusalOf({ anchor, status: [status], bodies: [await bitstringList(key, [0, 9], bent)] });

  test('says it by its bits, the highest first', async () => {
    expect(await at(bitstring(1))).toBeUndefined();
    expect(await at(bitstring(131_071))).toBeUndefined();
    expect(await at(bitstring(0))).toEqual(refuse('credentialRevoked', { status: 1 }));
    expect(await at(bitstring(9))).toEqual(refuse('credentialRevoked', { status: 1 }));
    expect(await at(bitstring(131_072))).toEqual(unavailable('index'));
  });

  test('is read in the shapes of VC 1.1 and of StatusList2021 too', async () => {
    const times = { iss: issuerDid, nbf: seconds - 60, jti: listUri };
    const older = (vc: object) => ({ ...times, vc });
    expect(await at(bitstring(1), { vc: older })).toBeUndefined();
    const subject = { type: 'StatusList2021' };
    expect(await at(bitstring(9), { subject })).toEqual(refuse('credentialRevoked', { status: 1 }));
  });

  test('every entry counts: revoked, and suspended', async () => {
    const bodies = [
      await bitstringList(key, []),
      await bitstringList(key, [5], { subject: { statusPurpose: 'suspension' } }),
    ];
    expect(await refusalOf({ anchor, status: [bitstring(5), bitstring(5, 'suspension')], bodies })).toEqual(
      refuse('credentialRevoked', { status: 1 }),
    );
  });

  test.each<[string, string, Parameters<typeof bitstringList>[2]]>([
    ['too short to hide in', 'malformed', { bytes: 16_383 }],
    ['for another purpose', 'purpose', { subject: { statusPurpose: 'suspension' } }],
    ['of another kind', 'malformed', { subject: { type: 'RevocationList2020' } }],
    ['for messages', 'malformed', { subject: { statusPurpose: 'message' } }],
    ['of another address', 'subject', { payload: { id: `${listUri}0` } }],
    ['of another issuer', 'issuer', { payload: { issuer: strangerDid } }],
    ['under a key of another issuer', 'issuer', { header: { kid: `${strangerDid}#0` } }],
    ['without kid', 'issuer', { header: { kid: undefined } }],
    ['that does not unpack', 'malformed', { subject: { encodedList: 'uAAAA' } }],
    ['over', 'stale', { payload: { validUntil: new Date(now).toISOString() } }],
    ['that nobody knows since when', 'malformed', { payload: { validFrom: undefined } }],
    ['whose time to live is over at once', 'malformed', { subject: { ttl: -1 } }],
  ])('%s says nothing (T7)', async (_, reason, bent) => {
    expect(await at(bitstring(1), bent)).toEqual(unavailable(reason));
  });

  test('signed by another key says nothing', async () => {
    const bodies = [await bitstringList((await makeKeys()).privateKey, [])];
    expect(await refusalOf({ anchor, status: [bitstring(1)], bodies })).toEqual(unavailable('signature'));
  });

  test('of an issuer with certificates is not a DID’s', async () => {
    const bodies = [await tokenListJwt(leaf, [0])];
    expect(await refusalOf({ anchor, status: [tokenList(0)], bodies })).toEqual(unavailable('issuer'));
  });
});

describe('the examples of the Token Status List', () => {
  const jwt = readVector('status-list/status_list_jwt_raw.txt');
  const cwt = readVector('status-list/status_list_cwt.txt');
  // b9 a3, lowest bits first: 1 0 0 1 1 1 0 1, 1 1 0 0 0 1 0 1.
  const bits = [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1];
  const read = (body: Buffer, mediaType: StatusMediaType) => {
    const parsed = parseStatusList(body, mediaType);
    return { ...parsed, list: bits.map((_, index) => parsed?.list.read(index)) };
  };
  const both = { subject: 'https://example.com/statuslists/1', issuedAt: 1_686_920_170, timeToLive: 43_200 };

  test.skipIf(jwt === null)(vectorTitle('as JWT', jwt), () => {
    const body = Buffer.from((jwt ?? '').replaceAll(/\s/g, ''));
    expect(read(body, 'application/statuslist+jwt')).toMatchObject({ ...both, list: bits });
  });

  test.skipIf(cwt === null)(vectorTitle('as CWT', cwt), () => {
    const body = Buffer.from((cwt ?? '').replaceAll(/\s/g, ''), 'hex');
    expect(read(body, 'application/statuslist+cwt')).toMatchObject({ ...both, list: bits });
  });
});
