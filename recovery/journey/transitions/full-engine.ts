import { Fault } from '../../outcome.ts';
import { type FaceSession, keepWaiting } from '../../steps/face-check/index.ts';
import type { Move } from '../transition.ts';

/** Busy is the one fault that says that nobody has looked; any other may be the picture's own doing. */
export async function unlessFull<T>(looking: Promise<T>): Promise<T | Fault> {
  try {
    return await looking;
  } catch (cause) {
    if (cause instanceof Fault && cause.code === 'faceMatcherBusy') return cause;
    throw cause;
  }
}

/** The person is told to come again, as of any fault; that the picture came is not forgotten. */
export function keptWaiting(
  session: FaceSession,
  picture: { readonly hash: string; readonly now: number; readonly fault: Fault },
): Move {
  const faceSession = keepWaiting(session, picture);
  if (faceSession === null) throw picture.fault;
  return {
    changes: {},
    put: { faceSession },
    audit: { activity: 'faceCheck.pictureWaits', result: 'failed' },
    fault: picture.fault,
  };
}
