import { describe, expect, test } from 'vitest';
import { refuse } from '../../outcome.ts';
import {
  anchorOf,
  audience,
  createJwtVcScene,
  createMdocScene,
  createScene,
  didAnchorOf,
  employeeType,
  honestElements,
  issuerDid,
  licence,
  nonce,
  now,
  portraitBase64,
  responseUri,
  sandboxType,
  transcriptOf,
} from './fixtures/index.ts';
import { type AskableQuery, parseQuery } from './parse-query.ts';
import type { AnswerCheck } from './verify-answer.ts';
import { verifyAnswerToQuery } from './verify-answer-to-query.ts';

const scene = await createScene();
const mdoc = await createMdocScene();
const vc = await createJwtVcScene();
const trustAnchors = [
  anchorOf('root', scene.root),
  anchorOf('iaca', mdoc.authority),
  didAnchorOf('employer', issuerDid),
];
const anchorIds = trustAnchors.map(({ id }) => id);

const names = (...claims: string[]) => claims.map((name) => ({ path: [name] }));
const pid = {
  ...{ id: 'pid', format: 'dc+sd-jwt', meta: { vct_values: [sandboxType] } },
  claims: names('given_name', 'family_name'),
};
const licenceQuery = {
  ...{ id: 'mdl', format: 'mso_mdoc', meta: { doctype_value: licence.type } },
  claims: [{ path: [licence.namespace, 'family_name'], intent_to_retain: false }],
};
const card = {
  ...{ id: 'card', format: 'jwt_vc_json', meta: { type_values: [['VerifiableCredential', employeeType]] } },
  claims: [{ path: ['credentialSubject', 'surname'] }],
};

function verify(
  credential: { readonly id: string },
  presentation: string,
  changes: Partial<AnswerCheck> = {},
) {
  const asked = parseQuery({ credentials: [credential] }, anchorIds) as AskableQuery;
  return verifyAnswerToQuery({
    ...scene.check(presentation, {
      ...{ vpToken: { [credential.id]: [presentation] }, trustAnchors },
      issuerKeys: { readDocument: async () => ({ document: vc.document, fetchedAt: now }) },
    }),
    ...{ asked, maximumAgeHours: 24, ...changes },
  });
}

const plainTranscript = transcriptOf({ nonce, clientId: audience, responseUri, thumbprint: null });

describe('a query from outside is verified like a recovery’s (R37)', () => {
  test('an SD-JWT VC, in our words, whatever it does not say left open', async () => {
    const { present } = scene;
    expect(await verify(pid, await present({ claims: { given_name: 'Mara', family_name: 'L' } }))).toEqual({
      kind: 'answered',
      claims: {
        ...{ givenName: 'Mara', familyName: 'L', birthDate: null, documentNumber: null },
        ...{ issuingCountry: null, nationality: null, nationalId: null },
      },
      portrait: null,
      credential: {
        ...{
          format: 'dc+sd-jwt',
          type: sandboxType,
          anchorId: 'root',
          countries: [],
          issuedAt: now - 600_000,
          issuedAtLatest: now - 600_000,
          status: [],
        },
        fingerprint: expect.stringMatching(/^[\w-]{43}$/),
      },
    });
  });

  test('an mdoc, and its picture', async () => {
    expect(await verify(licenceQuery, await mdoc.present())).toMatchObject({
      ...{ kind: 'answered', portrait: portraitBase64 },
      claims: { familyName: honestElements.family_name },
    });
  });

  test('an element in a form that we do not read is there all the same', async () => {
    const elements = { ...honestElements, driving_privileges: new Map([['a', 1]]), sex: new Date(now) };
    const asked = ['family_name', 'driving_privileges', 'sex'].map((name) => ({
      ...{ path: [licence.namespace, name], intent_to_retain: false },
    }));
    expect(
      await verify({ ...licenceQuery, claims: asked } as never, await mdoc.present({ elements })),
    ).toMatchObject({ kind: 'answered' });
  });

  test('a JWT VC', async () => {
    expect(await verify(card, await vc.present())).toMatchObject({
      kind: 'answered',
      claims: { familyName: 'Lindqvist' },
    });
  });

  test('less than was asked is no answer (6.4)', async () => {
    const presentation = await scene.present({ claims: { given_name: 'Mara' } });
    expect(await verify(pid, presentation)).toEqual(refuse('claimMissing'));
    const other = {
      ...licenceQuery,
      claims: [{ path: [licence.namespace, 'sex'], intent_to_retain: false }],
    };
    expect(await verify(other, await mdoc.present())).toEqual(refuse('claimMissing'));
    const value = { ...pid, claims: [{ path: ['given_name'], values: ['Tiago'] }] };
    expect(await verify(value, await scene.present())).toEqual(refuse('claimMissing'));
  });

  test('another question’s answer, and two at once, are none', async () => {
    const presentation = await scene.present();
    expect(await verify(pid, presentation, { vpToken: { other: [presentation] } })).toEqual(
      refuse('credentialMissing'),
    );
    expect(await verify(pid, presentation, { vpToken: { pid: [presentation, presentation] } })).toEqual(
      refuse('credentialMalformed', { reason: 'several' }),
    );
  });

  test('nobody is trusted who is not named', async () => {
    const stranger = await createScene();
    expect(await verify(pid, await stranger.present())).toMatchObject({ code: 'issuerUntrusted' });
  });

  test('a credential older than asked is refused (D22)', async () => {
    const old = { maximumAgeHours: 0.1 } as Partial<AnswerCheck>;
    expect(await verify(pid, await scene.present(), old)).toEqual(refuse('credentialTooOld'));
  });
});

describe('an answer in plain (OpenID4VP 1.0, B.2.6.1: no thumbprint)', () => {
  test('a device signs over null where there is no key', async () => {
    const presentation = await mdoc.present({ transcript: plainTranscript });
    expect(await verify(licenceQuery, presentation, { encryptionKey: null })).toMatchObject({
      kind: 'answered',
    });
  });

  test('made for a key, it does not pass in plain, nor the other way round', async () => {
    const plain = await mdoc.present({ transcript: plainTranscript });
    const refused = refuse('keyBindingSignature');
    expect(await verify(licenceQuery, plain)).toEqual(refused);
    expect(await verify(licenceQuery, await mdoc.present(), { encryptionKey: null })).toEqual(refused);
  });
});
