/** The colours of the pages that follow from the organisation's one: for light and for dark, as the pages' style names them. */
export interface Accent {
  readonly accent: string;
  readonly accentStrong: string;
  readonly accentSoft: string;
  readonly onAccent: string;
}

type Colour = readonly [red: number, green: number, blue: number];

const white: Colour = [255, 255, 255];
const black: Colour = [0, 0, 0];
/** What the accent stands on: the page's ground and its sheet (`web/ui/tokens.css`), the harder of the two. */
const lightGround: Colour = [0xf4, 0xf4, 0xf0];
const darkGround: Colour = [0x1c, 0x22, 0x26];
const darkInk: Colour = [0x06, 0x12, 0x16];
const enough = 4.5;

/**
 * A colour that can be read on the page, and text that can be read on it: at least 4.5:1 (WCAG 2.2, 1.4.3). One that is too light is
 * darkened, one that is too dark for the dark pages lightened, and `darkened` says so.
 */
export function deriveAccent(hex: string): {
  readonly light: Accent;
  readonly dark: Accent;
  /** It is not shown as it was chosen, on light pages. */
  readonly darkened: boolean;
} {
  const chosen = parse(hex);
  const light = moveUntil(chosen, black, (colour) =>
    reads(colour, lightGround, soften(colour, white), white),
  );
  const dark = moveUntil(chosen, white, (colour) =>
    reads(colour, darkGround, soften(colour, darkGround), darkInk),
  );
  return {
    light: write(light, mix(light, black, 0.25), soften(light, white), white),
    dark: write(dark, mix(dark, white, 0.35), soften(dark, darkGround), darkInk),
    darkened: format(light) !== format(chosen),
  };
}

/** WCAG 2.2, "contrast ratio". */
export function contrast(one: string, other: string): number {
  return contrastOf(parse(one), parse(other));
}

function reads(colour: Colour, ground: Colour, soft: Colour, ink: Colour): boolean {
  return [ground, soft, ink].every((other) => contrastOf(colour, other) >= enough);
}

function moveUntil(colour: Colour, towards: Colour, isEnough: (colour: Colour) => boolean): Colour {
  for (let part = 0; part < 1; part += 0.02) {
    const moved = mix(colour, towards, part);
    if (isEnough(moved)) return moved;
  }
  return towards;
}

const soften = (colour: Colour, ground: Colour) => mix(ground, colour, 0.1);

function mix(one: Colour, other: Colour, part: number): Colour {
  const channel = (index: 0 | 1 | 2) => Math.round(one[index] + (other[index] - one[index]) * part);
  return [channel(0), channel(1), channel(2)];
}

function contrastOf(one: Colour, other: Colour): number {
  const [high, low] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function parse(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

const format = (colour: Colour) =>
  `#${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;

function write(accent: Colour, strong: Colour, soft: Colour, ink: Colour): Accent {
  return {
    accent: format(accent),
    accentStrong: format(strong),
    accentSoft: format(soft),
    onAccent: format(ink),
  };
}
