/**
 * Colours that the page shows while a step is under way. Pale ones, one a step: far fewer than three changes a second, and no
 * saturated red (WCAG 2.3.1). The page's style sheet has the same colours.
 */
export const lights = {
  white: [255, 255, 255],
  blue: [120, 160, 255],
  green: [130, 235, 150],
  amber: [255, 205, 110],
  violet: [195, 150, 255],
} as const satisfies Record<string, Colour>;
export type Light = keyof typeof lights;
const names = Object.keys(lights) as readonly Light[];

export type Colour = readonly [red: number, green: number, blue: number];

/** Mean colours of a frame, 0–255: cheeks and forehead, and what is around the head. */
export interface Tint {
  readonly skin: Colour;
  readonly around: Colour;
}

/** What the face made of the light. Observed and recorded for administrators; it decides nothing (docs/face-check.md 7). */
export interface LightAnswer {
  /** −1 to 1: how well the face's colours follow the colours shown, against what is behind it. */
  readonly agreement: number;
  /** How much of a colour comes back; 1 would be all of it. */
  readonly strength: number;
}

/** White first, then each another than the one before: four to the fifth orders, ten bits. Four divides 256. */
export function drawLights(random: Uint8Array, count: number): readonly Light[] {
  const drawn: Light[] = ['white'];
  while (drawn.length < count) {
    const others = names.filter((name) => name !== drawn.at(-1));
    drawn.push(others[(random[drawn.length - 1] ?? 0) % others.length] ?? 'white');
  }
  return drawn;
}

/** Null: too few frames told a colour. */
export function answerToLight(
  seen: readonly { readonly light: Light; readonly tint: Tint | undefined }[],
): LightAnswer | null {
  const told = seen.flatMap(({ light, tint }) => {
    if (tint === undefined || [...tint.skin, ...tint.around].some((value) => !(value >= 1))) return [];
    const [skin, around] = [chroma(tint.skin), chroma(tint.around)];
    // What the room and the camera's white balance do, they do to both.
    return [{ shown: chroma(lights[light]), answer: [skin[0] - around[0], skin[1] - around[1]] as const }];
  });
  if (told.length < 4) return null;
  const shown = centred(told.map((each) => each.shown));
  const answer = centred(told.map((each) => each.answer));
  const [both, first, second] = [product(shown, answer), product(shown, shown), product(answer, answer)];
  if (first === 0) return null;
  return { agreement: second === 0 ? 0 : both / Math.sqrt(first * second), strength: both / first };
}

type Chroma = readonly [red: number, blue: number];

/** Red and blue against green, as logarithms: light multiplies, so its share becomes a sum. */
function chroma([red, green, blue]: Colour): Chroma {
  return [Math.log(red / green), Math.log(blue / green)];
}

function centred(values: readonly Chroma[]): readonly Chroma[] {
  const mean = ([0, 1] as const).map(
    (axis) => values.reduce((sum, each) => sum + each[axis], 0) / values.length,
  );
  return values.map(([red, blue]) => [red - (mean[0] ?? 0), blue - (mean[1] ?? 0)]);
}

function product(left: readonly Chroma[], right: readonly Chroma[]): number {
  return left.reduce((sum, each, at) => sum + each[0] * right[at]![0] + each[1] * right[at]![1], 0);
}
