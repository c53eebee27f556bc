import { KeyObject, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { refuse } from '../../../outcome.ts';
import {
  anchorOf,
  authorityExtensions,
  BasicConstraintsExtension,
  type CertificateOptions,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  leafExtensions,
  makeCertificate,
  now,
  sandboxType,
  type TestCertificate,
} from '../fixtures/index.ts';
import { createKnownCertificates, noKnownCertificates } from './known-certificates.ts';
import { readDer } from './read-der.ts';
import { verifyCertificatePath } from './verify-certificate-path.ts';

const sandboxMark = '1.3.6.1.4.1.32473.71.1';
const mark = (critical: boolean, oid = sandboxMark) => new Extension(oid, critical, new Uint8Array([5, 0]));
const constraints = (authority: boolean, pathLength?: number) =>
  new BasicConstraintsExtension(authority, pathLength, true);
const usage = (flags: KeyUsageFlags) => new KeyUsagesExtension(flags, true);

const root = await makeCertificate({ subject: 'CN=Root', extensions: authorityExtensions() });
const otherRoot = await makeCertificate({ subject: 'CN=Other', extensions: authorityExtensions() });
const middle = await makeCertificate({
  subject: 'CN=Middle',
  issuer: root,
  extensions: authorityExtensions(0),
});
const leafOf = async (issuer: TestCertificate, options: Partial<CertificateOptions> = {}) =>
  await makeCertificate({ subject: 'CN=Leaf', issuer, extensions: leafExtensions(), ...options });
const leaf = await leafOf(root);

type Path = Parameters<typeof verifyCertificatePath>[0];
const verify = (chain: readonly TestCertificate[], changes: Partial<Path> = {}) =>
  verifyCertificatePath({
    chain: chain.map(({ der }) => der),
    kind: { format: 'dc+sd-jwt', type: sandboxType },
    role: 'issuer',
    allowedAnchorIds: ['root'],
    trustAnchors: [anchorOf('root', root)],
    understoodExtensions: [],
    knownCertificates: noKnownCertificates,
    now,
    ...changes,
  });
const untrusted = (reason: string) => refuse('issuerUntrusted', { reason });

describe('a path', () => {
  test('from leaf to anchor', () => {
    expect(verify([leaf])).toMatchObject({ anchor: { id: 'root' } });
  });

  test('over an authority in between', async () => {
    expect(verify([await leafOf(middle), middle])).toMatchObject({ anchor: { id: 'root' } });
  });

  test('answers the key of the leaf and no other', async () => {
    const path = verify([await leafOf(middle, { keys: leaf.keys }), middle]);
    const spki = Buffer.from(await crypto.subtle.exportKey('spki', leaf.keys.publicKey));
    expect('leafKey' in path && path.leafKey.export({ format: 'der', type: 'spki' })).toEqual(spki);
  });

  test('finds the anchor among several, one of them unreadable', () => {
    const broken = { ...anchorOf('broken', root), certificatePem: 'not a certificate' };
    const trustAnchors = [broken, anchorOf('other', otherRoot), anchorOf('root', root)];
    expect(verify([leaf], { trustAnchors })).toMatchObject({ anchor: { id: 'root' } });
  });
});

describe('trust (T6, T24)', () => {
  test.each<[string, string, () => Promise<TestCertificate[]>]>([
    ['no certificate', 'chainLength', async () => []],
    ['a long chain', 'chainLength', async () => [leaf, leaf, leaf, leaf, leaf]],
    [
      'a self-signed leaf',
      'selfSigned',
      async () => [await makeCertificate({ subject: 'CN=Leaf', extensions: leafExtensions() })],
    ],
    ['the anchor as leaf', 'selfSigned', async () => [root]],
    ['the anchor travelling along', 'selfSigned', async () => [leaf, root]],
    ['a root of its own', 'selfSigned', async () => [await leafOf(otherRoot), otherRoot]],
    ['an unknown authority', 'noPath', async () => [await leafOf(otherRoot)]],
    ['a chain in another order', 'brokenChain', async () => [middle, await leafOf(middle)]],
    ['a certificate that does not belong', 'brokenChain', async () => [leaf, middle]],
    ['SHA-1', 'signatureAlgorithm', async () => [await leafOf(root, { hash: 'SHA-1' })]],
    ['an authority as issuer of credentials', 'leafIsAuthority', async () => [middle]],
    [
      'a leaf that may not sign',
      'leafKeyUsage',
      async () => [await leafOf(root, { extensions: [usage(KeyUsageFlags.keyAgreement)] })],
    ],
    ['a leaf on another curve', 'leafKey', async () => [await leafOf(root, { curve: 'P-384' })]],
  ])('refuses %s', async (_title, reason, makeChain) => {
    expect(verify(await makeChain())).toEqual(untrusted(reason));
  });

  test('refuses an authority that only has the right name', async () => {
    const namesake = await makeCertificate({ subject: 'CN=Root', extensions: authorityExtensions() });
    expect(verify([await leafOf(namesake)])).toEqual(untrusted('noPath'));
    const middleNamesake = await makeCertificate({
      subject: 'CN=Middle',
      issuer: root,
      extensions: authorityExtensions(),
    });
    expect(verify([await leafOf(middleNamesake), middle])).toEqual(untrusted('brokenChain'));
  });

  test('refuses the right key under another name', async () => {
    const renamed = await makeCertificate({
      subject: 'CN=Renamed',
      keys: root.keys,
      extensions: authorityExtensions(),
    });
    expect(verify([leaf], { trustAnchors: [anchorOf('root', renamed)] })).toEqual(untrusted('noPath'));
  });

  test('refuses an anchor in the chain that is not self-signed', async () => {
    const trustAnchors = [anchorOf('root', middle)];
    const below = await leafOf(middle);
    expect(verify([below], { trustAnchors })).toMatchObject({ anchor: { id: 'root' } });
    expect(verify([below, middle], { trustAnchors: [...trustAnchors, anchorOf('top', root)] })).toEqual(
      untrusted('anchorInChain'),
    );
  });

  test('refuses an anchor that may not issue this type', () => {
    expect(verify([leaf], { allowedAnchorIds: ['other'] })).toEqual(untrusted('anchorNotForType'));
  });

  test('refuses an anchor that lost this type while a recovery was under way (D17, T6)', () => {
    const allowed = (type: string) => [
      { ...anchorOf('root', root), mayIssue: [{ format: 'dc+sd-jwt' as const, type }] },
    ];
    expect(verify([leaf], { trustAnchors: allowed('urn:other') })).toEqual(untrusted('anchorNotForType'));
    expect(verify([leaf], { trustAnchors: allowed(sandboxType) })).toMatchObject({ anchor: { id: 'root' } });
  });

  test('tells which countries the leaf names', async () => {
    const named = await leafOf(root, { subject: 'C=SE, O=Issuer, CN=Leaf' });
    expect(verify([named])).toMatchObject({ countries: ['SE'] });
    expect(verify([leaf])).toMatchObject({ countries: [] });
  });

  test('finds nothing through an issuer that is named by a DID', () => {
    const { certificatePem: _, ...rules } = anchorOf('root', root);
    const did = { ...rules, kind: 'did' as const, did: 'did:web:issuer.example' };
    expect(verify([leaf], { trustAnchors: [did] })).toEqual(untrusted('noPath'));
  });

  test('refuses an anchor switched off, even if it is listed twice', () => {
    const off = anchorOf('root', root, false);
    expect(verify([leaf], { trustAnchors: [off] })).toEqual(refuse('issuerSwitchedOff'));
    const twice = [anchorOf('root', root), { ...off, id: 'again' }];
    expect(verify([leaf], { trustAnchors: twice })).toEqual(refuse('issuerSwitchedOff'));
  });

  test('refuses a leaf whose key cannot be read, though the anchor signed it', () => {
    const [toBeSigned, algorithm] = readDer(readDer(leaf.der)?.[0]?.content ?? leaf.der) ?? [];
    const broken = Buffer.from(toBeSigned?.whole ?? []);
    // Nine is no form of a point: uncompressed is four.
    const point = Buffer.from('03420004', 'hex');
    broken[broken.indexOf(point) + 3] = 9;
    const signature = sign('sha256', broken, KeyObject.from(root.keys.privateKey));
    const bits = Buffer.from([3, signature.length + 1, 0, ...signature]);
    const content = Buffer.concat([broken, algorithm?.whole ?? Buffer.alloc(0), bits]);
    const header = Buffer.from([0x30, 0x82, content.length >> 8, content.length & 0xff]);
    expect(verify([], { chain: [Buffer.concat([header, content])] })).toEqual(untrusted('leafKey'));
  });

  test('refuses bytes that are no certificate, and PEM in place of DER', () => {
    expect(verify([], { chain: [Buffer.from('x')] })).toEqual(untrusted('unreadable'));
    expect(verify([], { chain: [Buffer.from(leaf.pem)] })).toEqual(untrusted('unreadable'));
  });
});

describe('authorities in between (RFC 5280 6.1.4)', () => {
  const throughMiddle = async (options: Partial<CertificateOptions>, issuer = root) => {
    const between = await makeCertificate({
      subject: 'CN=Between',
      issuer,
      extensions: authorityExtensions(),
      ...options,
    });
    return [await leafOf(between), between];
  };

  test.each<[string, string, Partial<CertificateOptions>]>([
    ['a leaf that issues', 'notAnAuthority', { extensions: leafExtensions() }],
    ['no basic constraints', 'notAnAuthority', { extensions: [usage(KeyUsageFlags.keyCertSign)] }],
    [
      'no right to sign certificates',
      'authorityKeyUsage',
      { extensions: [constraints(true), usage(KeyUsageFlags.digitalSignature)] },
    ],
  ])('refuses %s', async (_title, reason, options) => {
    expect(verify(await throughMiddle(options))).toEqual(untrusted(reason));
  });

  test('refuses rules that cannot be read', async () => {
    const basicConstraints = mark(true, '2.5.29.19');
    const keyUsage = mark(true, '2.5.29.15');
    expect(verify(await throughMiddle({ extensions: [basicConstraints] }))).toEqual(
      untrusted('notAnAuthority'),
    );
    expect(verify(await throughMiddle({ extensions: [constraints(true), keyUsage] }))).toEqual(
      untrusted('authorityKeyUsage'),
    );
    const leafWith = async (extension: Extension) => [await leafOf(root, { extensions: [extension] })];
    expect(verify(await leafWith(basicConstraints))).toEqual(untrusted('leafIsAuthority'));
    expect(verify(await leafWith(keyUsage))).toEqual(untrusted('leafKeyUsage'));
  });

  test('counts path length', async () => {
    const [below, between] = (await throughMiddle({}, middle)) as [TestCertificate, TestCertificate];
    expect(verify([below, between, middle])).toEqual(untrusted('pathLength'));
    const roomy = await makeCertificate({
      subject: 'CN=Roomy',
      issuer: root,
      extensions: authorityExtensions(1),
    });
    expect(verify([...(await throughMiddle({}, roomy)), roomy])).toMatchObject({ anchor: { id: 'root' } });
  });

  test('holds the anchor to the same rules', async () => {
    const anchored = async (extensions: Extension[]) => {
      const anchor = await makeCertificate({ subject: 'CN=Anchor', extensions });
      return verify([await leafOf(anchor)], { trustAnchors: [anchorOf('root', anchor)] });
    };
    expect(await anchored([])).toEqual(untrusted('notAnAuthority'));
    expect(await anchored([constraints(true), usage(KeyUsageFlags.cRLSign)])).toEqual(
      untrusted('authorityKeyUsage'),
    );
    expect(await anchored([constraints(true)])).toMatchObject({ anchor: { id: 'root' } });
    const tight = await makeCertificate({ subject: 'CN=Tight', extensions: authorityExtensions(0) });
    const path = verify(await throughMiddle({}, tight), { trustAnchors: [anchorOf('root', tight)] });
    expect(path).toEqual(untrusted('pathLength'));
  });
});

describe('dates', () => {
  const past = new Date(now - 1000);
  const future = new Date(now + 1000);

  test.each<[string, number, Partial<CertificateOptions>]>([
    ['expired', 0, { notAfter: past }],
    ['notYetValid', 0, { notBefore: future }],
  ])('refuses a leaf that is %s', async (reason, position, options) => {
    expect(verify([await leafOf(root, options)])).toEqual(refuse('certificateExpired', { reason, position }));
  });

  test('refuses an anchor and an authority in between out of date', async () => {
    const old = await makeCertificate({
      subject: 'CN=Old',
      extensions: authorityExtensions(),
      notAfter: past,
    });
    const path = verify([await leafOf(old)], { trustAnchors: [anchorOf('root', old)] });
    expect(path).toEqual(refuse('certificateExpired', { reason: 'expired', position: 1 }));
    const soon = await makeCertificate({
      subject: 'CN=Soon',
      issuer: root,
      extensions: authorityExtensions(),
      notBefore: future,
    });
    expect(verify([await leafOf(soon), soon])).toEqual(
      refuse('certificateExpired', { reason: 'notYetValid', position: 1 }),
    );
  });
});

const marked = await makeCertificate({
  subject: 'CN=Sandbox',
  extensions: [...authorityExtensions(), mark(true)],
});
const trustAnchors = [anchorOf('root', marked)];

describe('what is known of certificates', () => {
  const known = createKnownCertificates();
  const again = (changes: Partial<Path> = {}) => verify([leaf], { knownCertificates: known, ...changes });

  test('answers the same the second time', () => {
    const first = again();
    expect(first).toMatchObject({ anchor: { id: 'root' } });
    expect(again()).toEqual(first);
  });

  test('outlives neither a certificate nor a rule (D17, T24)', () => {
    again();
    expect(again({ now: Date.parse('2028-01-01T00:00:01Z') })).toEqual(
      refuse('certificateExpired', { reason: 'expired', position: 0 }),
    );
    expect(again({ trustAnchors: [anchorOf('root', root, false)] })).toEqual(refuse('issuerSwitchedOff'));
    expect(again({ trustAnchors: [anchorOf('root', otherRoot)] })).toEqual(untrusted('noPath'));
    expect(again({ trustAnchors: [] })).toEqual(untrusted('noPath'));
    expect(again({ allowedAnchorIds: ['other'] })).toEqual(untrusted('anchorNotForType'));
  });

  test('does not spare a stranger the arithmetic, and keeps nothing of one', async () => {
    const stranger = await leafOf(otherRoot);
    expect(verify([stranger], { knownCertificates: known })).toEqual(untrusted('noPath'));
    const read = known.read(stranger.der);
    expect(read).toBeDefined();
    expect(known.read(stranger.der)).not.toBe(read);
    expect(known.read(leaf.der)).toBe(known.read(leaf.der));
  });

  test('holds a number of certificates, not all there ever were', async () => {
    const path = [known.read(leaf.der)!, known.readPem(root.pem)!];
    const others = Array.from({ length: 600 }, (_, index) => ({ ...path[0]!, fingerprint: `${index}` }));
    for (const each of others) known.remember([each, path[1]!]);
    expect(known.read(leaf.der)).not.toBe(known.read(leaf.der));
  });
});

describe('critical extensions (D2)', () => {
  const refusal = refuse('certificateExtension', { oid: sandboxMark });

  test('the sandbox’s mark refuses on the anchor alone, and on the leaf alone', async () => {
    expect(verify([await leafOf(marked)], { trustAnchors })).toEqual(refusal);
    expect(verify([await leafOf(root, { extensions: [...leafExtensions(), mark(true)] })])).toEqual(refusal);
  });

  test('it is taken where the installation understands it, another is not', async () => {
    const understoodExtensions = [sandboxMark];
    expect(verify([await leafOf(marked)], { trustAnchors, understoodExtensions })).toMatchObject({
      anchor: { id: 'root' },
    });
    const other = await leafOf(root, { extensions: [...leafExtensions(), mark(true, '1.2.3.4')] });
    expect(verify([other], { understoodExtensions })).toEqual(
      refuse('certificateExtension', { oid: '1.2.3.4' }),
    );
  });

  test('extended key usage and name constraints are not processed, so they refuse where critical', async () => {
    for (const oid of ['2.5.29.37', '2.5.29.30']) {
      const odd = await leafOf(root, { extensions: [...leafExtensions(), mark(true, oid)] });
      expect(verify([odd])).toEqual(refuse('certificateExtension', { oid }));
    }
  });

  test('what is not critical is passed over', async () => {
    expect(verify([await leafOf(root, { extensions: [...leafExtensions(), mark(false)] })])).toMatchObject({
      anchor: { id: 'root' },
    });
  });
});

describe('a document signer that is believed by itself, for the verifier bench alone', () => {
  const pinned = (certificate: TestCertificate): Partial<Path> => ({
    ...{ role: 'documentSigner', trustAnchors: [], pinnedSigners: [anchorOf('root', certificate)] },
  });
  test('is the one that was named, with an authority’s rights or without', () => {
    expect(verify([root], pinned(root))).toMatchObject({ anchor: { id: 'root' } });
    expect(verify([leaf], pinned(leaf))).toMatchObject({ anchor: { id: 'root' } });
  });

  test('and no other: not what it signed, not beside others, not one of its name', async () => {
    expect(verify([leaf], pinned(root))).toEqual(untrusted('noPath'));
    expect(verify([leaf, root], pinned(leaf))).toEqual(untrusted('selfSigned'));
    const namesake = await makeCertificate({ subject: 'CN=Root', extensions: authorityExtensions() });
    expect(verify([namesake], pinned(root))).toEqual(untrusted('selfSigned'));
  });

  test('signs nothing but mdocs', () => {
    expect(verify([root], { ...pinned(root), role: 'issuer' })).toEqual(untrusted('selfSigned'));
    expect(verify([root], { ...pinned(root), role: 'statusSigner' })).toEqual(untrusted('selfSigned'));
  });

  test('is in date, and named for this credential', () => {
    const late = now + 800 * 86_400_000;
    expect(verify([root], { ...pinned(root), now: late })).toMatchObject({ code: 'certificateExpired' });
    expect(verify([root], { ...pinned(root), allowedAnchorIds: [] })).toEqual(untrusted('selfSigned'));
  });
});
