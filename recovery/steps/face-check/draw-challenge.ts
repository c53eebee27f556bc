import { drawLights, type Light } from './light.ts';

export type Look = 'centre' | 'left' | 'right';

export interface ChallengeStep {
  readonly look: Look;
  /** Milliseconds after the step was told before a frame is looked at. Nobody knows beforehand when that will be. */
  readonly holdMs: number;
  /** What colour the page shows meanwhile, where the person lets it. */
  readonly light: Light;
}

const turns: readonly Look[] = ['left', 'right'];
const shortestHoldMs = 500;
const holdSteps = 8;
const holdStepMs = 100;

/**
 * Every order of six looks that begins at the centre, comes back to it twice (three frontal frames make a median), and
 * never asks for the same twice in a row: sixteen. Four bits make replaying dearer, no more (face-check.md 6).
 */
export const challenges: readonly (readonly Look[])[] = extend(['centre']);

function extend(begun: readonly Look[]): readonly (readonly Look[])[] {
  const centres = begun.filter((look) => look === 'centre').length;
  const last = begun.at(-1);
  if (begun.length === 6) return centres === 3 ? [begun] : [];
  const next = centres < 3 ? (['centre', ...turns] as const) : turns;
  return next.filter((look) => look !== last).flatMap((look) => extend([...begun, look]));
}

/** The steps of one session: their order, how long each is held, and in which light. */
export function drawChallenge(randomBytes: (length: number) => Uint8Array): readonly ChallengeStep[] {
  const [order = 0, ...holds] = randomBytes(7);
  const lit = drawLights(randomBytes(5), 6);
  // Sixteen and eight divide 256: every draw is as likely as any other.
  const looks = challenges[order % challenges.length] ?? [];
  return looks.map((look, at) => ({
    look,
    holdMs: shortestHoldMs + ((holds[at] ?? 0) % holdSteps) * holdStepMs,
    light: lit[at] ?? 'white',
  }));
}
