import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScene, fuzzRuns } from './fixtures/index.ts';
import { type PresentationCheck, verifyPresentation } from './verify-presentation.ts';

const scene = await createScene();
const honest = await scene.present();
const other = await scene.present({ claims: { ...scene.base.claims, given_name: 'Mallory' } });
const evidence = await verifyPresentation(scene.check(honest));

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.~ \n{}"';
const at = fc.nat(honest.length - 1);
const letter = fc.constantFrom(...alphabet);
const part = fc.nat(honest.split(/[.~]/).length - 1);

/** Changes one thing in the text: a letter, a piece, the order, or a piece of another honest presentation. */
const mutation = fc.oneof(
  fc.tuple(at, letter).map(
    ([index, text]) =>
      (input: string) =>
        input.slice(0, index) + text + input.slice(index + 1),
  ),
  fc.tuple(at, letter).map(
    ([index, text]) =>
      (input: string) =>
        input.slice(0, index) + text + input.slice(index),
  ),
  fc.tuple(at, at).map(
    ([from, to]) =>
      (input: string) =>
        input.slice(0, Math.min(from, to)) + input.slice(Math.max(from, to)),
  ),
  fc.tuple(part, part).map(([one, two]) => (input: string) => {
    const pieces = input.split(/([.~])/);
    const [first, second] = [pieces[one * 2] ?? '', pieces[two * 2] ?? ''];
    return pieces
      .with((one * 2) % pieces.length, second)
      .with((two * 2) % pieces.length, first)
      .join('');
  }),
  part.map((index) => (input: string) => {
    const pieces = input.split(/([.~])/);
    return pieces.with((index * 2) % pieces.length, other.split(/[.~]/)[index] ?? '').join('');
  }),
  fc
    .tuple(part, fc.nat(), fc.constantFrom(' ', 'x', '\\u0000', '0', '"', ']'))
    .map(([index, position, text]) => (input: string) => {
      const pieces = input.split(/([.~])/);
      const inside = Buffer.from(pieces[index * 2] ?? '', 'base64url').toString('latin1');
      const place = position % (inside.length + 1);
      const bent = Buffer.from(inside.slice(0, place) + text + inside.slice(place), 'latin1').toString(
        'base64url',
      );
      return pieces.with((index * 2) % pieces.length, bent).join('');
    }),
);

test('no mutated presentation is accepted with another meaning, and none makes it throw (R37)', async () => {
  expect(evidence).toMatchObject({ kind: 'presented' });
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
      const mutated = mutations.reduce((input, mutate) => mutate(input), honest);
      const outcome = await verifyPresentation(scene.check(mutated));
      if (mutated === honest) expect(outcome).toEqual(evidence);
      else expect(outcome).toMatchObject({ kind: 'refused' });
    }),
    { numRuns: fuzzRuns },
  );
});

test('any text, and any vp_token, is refused without an exception', async () => {
  const refused = async (vpToken: PresentationCheck['vpToken']) =>
    (await verifyPresentation(scene.check('', { vpToken }))).kind === 'refused';
  await fc.assert(fc.asyncProperty(fc.string(), (text) => refused({ idv: [text] })));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.array(fc.string())), (vpToken) => refused(vpToken)),
  );
});
