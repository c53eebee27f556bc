import { deflateSync, gzipSync } from 'node:zlib';
import { cborEncode } from '@owf/mdoc';
import type { Signers } from '../authority/index.ts';
import { signEs256 } from './sign-es256.ts';

/** Where a credential's status stands: one position in two lists that say the same, each in its own words. */
export interface StatusEntry {
  readonly index: number;
  /** Token Status List, as JWT or CWT. */
  readonly tokenListUri: string;
  /** W3C Bitstring Status List. */
  readonly bitstringUri: string;
}

export interface StatusRegister {
  /** A position that nobody can guess from another one. */
  assign(isRevoked: boolean): StatusEntry;
  tokenListJwt(): string;
  tokenListCwt(): Uint8Array;
  bitstring(): string;
}

/** As many as W3C asks for at least, so that one entry hides among many. */
const ENTRIES = 131_072;
const LIFE_SECONDS = 3600;
/** Short, since a tester who has revoked wants to see it. */
const TIME_TO_LIVE_SECONDS = 30;

/** Who was revoked, in memory: after a restart nobody is. */
export function createStatusRegister(options: {
  readonly origin: string;
  readonly signers: Signers;
  readonly now: () => number;
  readonly randomBytes: (n: number) => Uint8Array;
}): StatusRegister {
  const { origin, signers, randomBytes } = options;
  const taken = new Set<number>();
  const revoked = new Set<number>();
  const tokenListUri = `${origin}/status/1`;
  const bitstringUri = `${origin}/status/vc/1`;
  const issuedAt = () => Math.floor(options.now() / 1000);

  function drawIndex(): number {
    for (;;) {
      const index = Buffer.from(randomBytes(4)).readUInt32BE() % ENTRIES;
      if (!taken.has(index) || taken.size >= ENTRIES) return index;
    }
  }

  function createBits(maskOf: (index: number) => number): Buffer {
    const bits = Buffer.alloc(ENTRIES / 8);
    for (const index of revoked) bits[index >> 3] = (bits[index >> 3] ?? 0) | maskOf(index);
    return bits;
  }
  /** Lowest bit first, and highest bit first: the two specifications differ. */
  const packToken = () => deflateSync(createBits((index) => 1 << (index & 7)));
  const packBitstring = () => gzipSync(createBits((index) => 0x80 >> (index & 7)));

  return {
    assign: (isRevoked) => {
      const index = drawIndex();
      taken.add(index);
      if (isRevoked) revoked.add(index);
      return { index, tokenListUri, bitstringUri };
    },
    tokenListJwt: () => {
      const iat = issuedAt();
      const list = { bits: 1, lst: packToken().toString('base64url') };
      const header = { alg: 'ES256', typ: 'statuslist+jwt', x5c: signers.x5c };
      const times = { iat, exp: iat + LIFE_SECONDS, ttl: TIME_TO_LIVE_SECONDS };
      return signJwt(header, { sub: tokenListUri, ...times, status_list: list }, signers.privateKey);
    },
    tokenListCwt: () => {
      const iat = issuedAt();
      const list = new Map<string, unknown>([
        ['bits', 1],
        ['lst', new Uint8Array(packToken())],
      ]);
      const claims = new Map<number, unknown>([
        [2, tokenListUri],
        [4, iat + LIFE_SECONDS],
        [6, iat],
        [65_533, list],
        [65_534, TIME_TO_LIVE_SECONDS],
      ]);
      return signCwt(claims, signers.document);
    },
    bitstring: () => {
      const iat = issuedAt();
      const { did, privateKey } = signers.card;
      const credential = {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        id: bitstringUri,
        type: ['VerifiableCredential', 'BitstringStatusListCredential'],
        issuer: did,
        validFrom: new Date(iat * 1000).toISOString(),
        credentialSubject: {
          id: `${bitstringUri}#list`,
          type: 'BitstringStatusList',
          statusPurpose: 'revocation',
          encodedList: `u${packBitstring().toString('base64url')}`,
          ttl: TIME_TO_LIVE_SECONDS * 1000,
        },
      };
      return signJwt({ alg: 'ES256', typ: 'vc+jwt', kid: `${did}#0` }, credential, privateKey);
    },
  };
}

function signJwt(header: object, payload: object, key: Signers['privateKey']): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${signEs256(key, Buffer.from(signed)).toString('base64url')}`;
}

/** A tagged COSE_Sign1 with ES256 (RFC 9052, 4.2), its type in the protected header (Token Status List, 5.2). */
function signCwt(claims: ReadonlyMap<number, unknown>, signer: Signers['document']): Uint8Array {
  const protectedHeader = cborEncode(
    new Map<number, unknown>([
      [1, -7],
      [16, 'application/statuslist+cwt'],
    ]),
  );
  const payload = cborEncode(claims);
  const toBeSigned = cborEncode(['Signature1', protectedHeader, new Uint8Array(), payload]);
  const signature = new Uint8Array(signEs256(signer.privateKey, toBeSigned));
  const certificate = new Uint8Array(Buffer.from(signer.x5c[0] ?? '', 'base64'));
  const message = cborEncode([protectedHeader, new Map([[33, certificate]]), payload, signature]);
  return Buffer.concat([Buffer.from([0xd2]), message]);
}
