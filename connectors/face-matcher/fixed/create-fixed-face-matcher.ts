import { Fault } from '#recovery/outcome.ts';
import type { FaceComparison, FaceMatcher, FrameReading, Look } from '#recovery/steps/face-check/index.ts';

export interface FixedFaceMatcher extends FaceMatcher {
  /** What the next comparisons answer, until told otherwise; frames are refused with it when it is a capture problem. */
  answerWith(answer: FaceComparison | Fault): void;
}

/** What it answers until it is told something else: a clear match without liveness, as the built-in engine gives it. */
export const fixedMatch: FaceComparison = {
  kind: 'compared',
  confidence: 96,
  frontalFrames: 3,
  onePerson: true,
  live: null,
};

const jpegHead = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);
const yaws: Readonly<Record<string, number>> = { centre: 0, left: -25, right: 25 };
const place = [1, 2, 3, 4, 5].map((at) => [at, at] as const);

/** A frame for the double: no picture, but it says which way somebody looks in it. `nth` makes each different. */
export function fixedFrame(look: Look, nth: number): Buffer {
  return Buffer.concat([jpegHead, Buffer.from(`${look} ${nth}`)]);
}

/** A double: answers what it is told, and believes what a frame says of itself. */
export function createFixedFaceMatcher(first: FaceComparison | Fault = fixedMatch): FixedFaceMatcher {
  let answer = first;
  let closed = false;
  function current(): FaceComparison {
    if (closed)
      throw new Fault('the face matcher is closed', { code: 'faceMatcherClosed', retryable: false });
    if (answer instanceof Fault) throw answer;
    return answer;
  }
  return {
    id: 'fixed',
    version: '1',
    presentationAttackDetection: 'none',
    isInstalled: true,
    async readFrame(frame): Promise<FrameReading> {
      const said = current();
      if (said.kind === 'capture') return said;
      const [look = ''] = Buffer.from(frame).subarray(jpegHead.length).toString().split(' ');
      return { kind: 'face', yaw: yaws[look] ?? 90, place };
    },
    compare: async () => current(),
    answerWith(next) {
      answer = next;
    },
    async warmUp() {},
    async close() {
      closed = true;
    },
  };
}
