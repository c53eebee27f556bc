import type { ClaimPath } from '../credentials/index.ts';
import type { Candidate } from './select-credentials.ts';

/**
 * Everything about the person that sharing `candidate` reveals: what was asked for, and what cannot be hidden, asked for or
 * not. The consent page shows no less than this.
 */
export function listRevealed({ card, paths }: Candidate): readonly ClaimPath[] {
  const isAsked = (path: ClaimPath) =>
    paths.some((asked) => path.every((step, depth) => asked[depth] === step));
  return [...paths, ...card.personal.filter((path) => !card.canHide(path) && !isAsked(path))];
}
