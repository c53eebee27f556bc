import { Fault } from '#recovery/outcome.ts';
import type { FaceComparison, FaceMatcher } from '#recovery/steps/face-check/index.ts';

export interface FixedFaceMatcher extends FaceMatcher {
  /** What the next comparisons answer, until told otherwise. */
  answerWith(answer: FaceComparison | Fault): void;
}

/** What it answers until it is told something else: a clear match without liveness, as the built-in engine gives it. */
export const fixedMatch: FaceComparison = { kind: 'compared', confidence: 96, frontalFrames: 3, live: null };

/** A double: answers what it is told and looks at nothing. */
export function createFixedFaceMatcher(first: FaceComparison | Fault = fixedMatch): FixedFaceMatcher {
  let answer = first;
  let closed = false;
  return {
    id: 'fixed',
    version: '1',
    presentationAttackDetection: 'none',
    async compare() {
      if (closed)
        throw new Fault('the face matcher is closed', { code: 'faceMatcherClosed', retryable: false });
      if (answer instanceof Fault) throw answer;
      return answer;
    },
    answerWith(next) {
      answer = next;
    },
    async warmUp() {},
    async close() {
      closed = true;
    },
  };
}
