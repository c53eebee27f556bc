import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { Encoder } from 'cbor-x';

const cbor = new Encoder({ mapsAsObjects: false, useRecords: false });
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
const text = (data: Uint8Array) => Buffer.from(data).toString('base64url');

export interface TestPasskey {
  readonly id: Buffer;
  readonly userHandle: string;
  readonly rpId: string;
  readonly key: KeyObject;
  counter: number;
}

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id?: string };
  readonly user: { readonly id: string };
}

/** An authenticator in software, for tests: what a phone would answer to creation and request options. */
export function createTestAuthenticator(origin: string) {
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  return {
    create({ challenge, rp, user }: CreationOptions, { verified = true }: { verified?: boolean } = {}) {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const passkey: TestPasskey = {
        id: randomBytes(16),
        userHandle: user.id,
        rpId: rp.id ?? '',
        key: privateKey,
        counter: 0,
      };
      const jwk = publicKey.export({ format: 'jwk' });
      const cose = new Map<number, number | Buffer>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(jwk.x ?? '', 'base64url')],
        [-3, Buffer.from(jwk.y ?? '', 'base64url')],
      ]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(passkey.id.length);
      const attested = [Buffer.alloc(16), length, passkey.id, cbor.encode(cose)];
      const authData = Buffer.concat([authenticatorData(passkey, 0x41 | (verified ? 0x04 : 0)), ...attested]);
      const attestationObject = cbor.encode(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      );
      const credential = {
        id: text(passkey.id),
        rawId: text(passkey.id),
        type: 'public-key' as const,
        response: {
          clientDataJSON: text(clientData('webauthn.create', challenge)),
          attestationObject: text(attestationObject),
        },
        clientExtensionResults: {},
      };
      return { passkey, credential };
    },

    get(passkey: TestPasskey, challenge: string, { verified = true }: { verified?: boolean } = {}) {
      const authData = authenticatorData(passkey, 0x01 | (verified ? 0x04 : 0));
      const client = clientData('webauthn.get', challenge);
      const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), passkey.key);
      return {
        id: text(passkey.id),
        rawId: text(passkey.id),
        type: 'public-key' as const,
        response: {
          clientDataJSON: text(client),
          authenticatorData: text(authData),
          signature: text(signature),
          userHandle: passkey.userHandle,
        },
        clientExtensionResults: {},
      };
    },
  };
}

function authenticatorData(passkey: TestPasskey, flags: number): Buffer {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(passkey.counter);
  return Buffer.concat([sha256(passkey.rpId), Buffer.from([flags]), counter]);
}
