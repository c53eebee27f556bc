/** Small strokes that the drawing is made of. Coordinates: between the pupils is (0, 0), right and down are positive. */
export type Spot = readonly [x: number, y: number];

/** Repeatable randomness (mulberry32), so that drawing twice gives the same picture. */
export function createDice(seed: number): (low: number, high: number) => number {
  let state = seed >>> 0;
  return (low, high) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return low + (((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * (high - low);
  };
}

/** A smooth line through the spots (Catmull-Rom as cubic Béziers). */
export function through(spots: readonly Spot[], closed = false): string {
  const at = (index: number): Spot =>
    closed
      ? spots[(index + spots.length) % spots.length]!
      : spots[Math.min(spots.length - 1, Math.max(0, index))]!;
  const segments = closed ? spots.length : spots.length - 1;
  let path = `M${spot(at(0))}`;
  for (let i = 0; i < segments; i++) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const leave: Spot = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
    const arrive: Spot = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
    path += `C${spot(leave)} ${spot(arrive)} ${spot(to)}`;
  }
  return closed ? `${path}Z` : path;
}

/** The right half, given from top to bottom, and its mirror image. */
export function mirrored(right: readonly Spot[]): Spot[] {
  return [...right, ...[...right].reverse().map(([x, y]): Spot => [-x, y])];
}

export function spot([x, y]: Spot): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

/** `#rrggbb` moved towards another colour: 0 stays, 1 arrives. */
export function blend(from: string, to: string, share: number): string {
  const part = (colour: string, at: number) => Number.parseInt(colour.slice(1 + at * 2, 3 + at * 2), 16);
  const mix = (at: number) => Math.round(part(from, at) + (part(to, at) - part(from, at)) * share);
  return `#${[0, 1, 2]
    .map((at) =>
      Math.max(0, Math.min(255, mix(at)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

export const darker = (colour: string, share: number): string => blend(colour, '#1a0d0a', share);
/** Skin in shadow stays warm. */
export const shaded = (skin: string, share: number): string => blend(skin, '#3f150c', share);
export const lighter = (colour: string, share: number): string => blend(colour, '#fff4e6', share);

/** Strands of hair that follow the guides: each is a mix of two neighbours with a little play. */
export function strands(from: {
  readonly guides: readonly (readonly Spot[])[];
  readonly count: number;
  readonly colour: string;
  readonly width: readonly [number, number];
  readonly play: number;
  readonly seed: number;
}): string {
  const dice = createDice(from.seed);
  const lines: string[] = [];
  for (let i = 0; i < from.count; i++) {
    const place = dice(0, from.guides.length - 1.0001);
    const left = from.guides[Math.floor(place)]!;
    const right = from.guides[Math.floor(place) + 1]!;
    const share = place - Math.floor(place);
    const [shiftX, shiftY] = [dice(-from.play, from.play), dice(-from.play, from.play)];
    const line = left.map(([x, y], at): Spot => {
      const [rx, ry] = right[at]!;
      return [x + (rx - x) * share + shiftX + dice(-1, 1), y + (ry - y) * share + shiftY + dice(-1, 1)];
    });
    const tone = dice(-1, 1);
    const colour = tone < 0 ? darker(from.colour, -tone * 0.55) : lighter(from.colour, tone * 0.28);
    const width = dice(from.width[0], from.width[1]).toFixed(1);
    lines.push(
      `<path d="${through(line)}" stroke="${colour}" stroke-width="${width}" opacity="${dice(0.35, 0.9).toFixed(2)}"/>`,
    );
  }
  return `<g fill="none" stroke-linecap="round">${lines.join('')}</g>`;
}
