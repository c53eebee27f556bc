/** Said before a picture is taken, in the words of the page. */
export type LightHint = 'dark' | 'backlit';

export const thumbnail = { width: 32, height: 24 } as const;

/** 0–255. */
const darkBelow = 60;
const brightWall = 140;
/** The middle of the oval, where a face is and neither hair nor wall. */
const core = { x: 16, y: 11.5, wide: 4.2, high: 6 } as const;

/**
 * Is the light where it is needed? A hint, no check: the server looks at the picture itself. A face against the light is told by its
 * brightest tenth, not by its mean, so that dark skin is not taken for a shadow.
 * @param pixels RGBA of a thumbnail.
 */
export const lightHintOf = (pixels: ArrayLike<number>): LightHint | null => {
  const face: number[] = [];
  let [all, around, count] = [0, 0, 0];
  for (let at = 0; at < thumbnail.width * thumbnail.height; at += 1) {
    const [red = 0, green = 0, blue = 0] = [pixels[at * 4], pixels[at * 4 + 1], pixels[at * 4 + 2]];
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    all += luma;
    const [x, y] = [(at % thumbnail.width) + 0.5, Math.floor(at / thumbnail.width) + 0.5];
    const from = ((x - core.x) / core.wide) ** 2 + ((y - core.y) / core.high) ** 2;
    if (from < 1) face.push(luma);
    // Beyond twice the core there is wall.
    if (from > 4) {
      around += luma;
      count += 1;
    }
  }
  if (all / (thumbnail.width * thumbnail.height) < darkBelow) return 'dark';
  const brightest = face.sort((a, b) => a - b)[Math.floor(face.length * 0.9)] ?? 255;
  const wall = around / count;
  return wall > brightWall && brightest < wall / 2 ? 'backlit' : null;
};
