import { expect, test } from 'vitest';
import { Fault } from '#recovery/outcome.ts';
import { createFixedFaceMatcher, fixedFrame, fixedMatch } from './create-fixed-face-matcher.ts';

const images = { portrait: new Uint8Array(), frames: [] };

test('the double matches until told otherwise, then answers or throws what it was told', async () => {
  const matcher = createFixedFaceMatcher();
  expect(await matcher.compare(images)).toEqual(fixedMatch);
  expect(await matcher.readFrame(fixedFrame('left', 1))).toMatchObject({ kind: 'face', yaw: -25 });
  expect(await matcher.readFrame(fixedFrame('centre', 2))).toMatchObject({ kind: 'face', yaw: 0 });

  matcher.answerWith({ kind: 'capture', problem: 'blurred' });
  expect(await matcher.compare(images)).toEqual({ kind: 'capture', problem: 'blurred' });
  expect(await matcher.readFrame(fixedFrame('left', 1))).toEqual({ kind: 'capture', problem: 'blurred' });

  const busy = new Fault('busy', { code: 'faceMatcherBusy', retryable: true });
  matcher.answerWith(busy);
  await expect(matcher.compare(images)).rejects.toBe(busy);
  await expect(matcher.readFrame(fixedFrame('left', 1))).rejects.toBe(busy);

  await matcher.close();
  await expect(matcher.compare(images)).rejects.toMatchObject({ code: 'faceMatcherClosed' });
});
