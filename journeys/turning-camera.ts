import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { turnedHead } from '../connectors/face-matcher/test-turned-head.ts';
import { patienceMs } from './browser.ts';

type Look = 'centre' | 'left' | 'right';

/** A camera of a browser, before which a drawn specimen does what the page says. */
export interface TurningCamera {
  /** What the camera plays, for `launchBrowser({ fakeCamera })`. */
  readonly film: string;
  /**
   * Somebody sits down before it and follows `page` as long as that shows the camera. There is one camera in a browser: who
   * sat down last is in the picture.
   * @param specimen by its whole name.
   */
  seat(page: Page, specimen: string): Promise<void>;
  /** After the browser, which reads the film. */
  close(): Promise<void>;
}

const size = { width: 640, height: 480 } as const;
/** Room to sway in: nobody holds perfectly still. Even, as colours lie two by two. */
const margin = 8;
const wide = size.width + 2 * margin;
const high = size.height + 2 * margin;
/** How far the head turns, as the demo camera's does. */
const degrees = { centre: 0, left: 27, right: -27 } as const satisfies Record<Look, number>;
const everyMs = 80;
/** Until the page shows the camera that it was given. */
const shownWithinMs = patienceMs;

const project = resolve(import.meta.dirname, '..');
const head = Buffer.from(`YUV4MPEG2 W${size.width} H${size.height} F15:1 Ip A1:1 C420\nFRAME\n`);

/**
 * Chromium plays a Y4M file as its camera: `getUserMedia`, track and `<video>` are the browser's own. It reads the file anew for
 * each frame, by plain reads and round and round; so the one frame of this film is overwritten while it plays. What is written
 * turns as the words of the page say, read as a person reads them. An animated still, no more (docs/face-check.md 6).
 */
export function createTurningCamera(): TurningCamera {
  const folder = mkdtempSync(join(tmpdir(), 'regain-camera-'));
  const film = join(folder, 'film.y4m');
  const file = openSync(film, 'w');
  writeSync(file, Buffer.concat([head, Buffer.alloc(size.width * size.height * 1.5, 128)]), 0);
  const removeFilm = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeFilm);

  const drawn = new Map<string, Promise<Heads>>();
  let seated: symbol | undefined;
  let following: Promise<void> = Promise.resolve();
  const show = (picture: Planes) => writeSync(file, aFrameOf(picture), 0, undefined, head.length);

  return {
    film,
    seat: async (page, specimen) => {
      const who = Symbol(specimen);
      seated = who;
      if (!drawn.has(specimen)) drawn.set(specimen, drawHeads(specimen));
      const heads = await drawn.get(specimen)!;
      await following;
      show(heads.centre);
      following = follow(page, {
        show: (look) => show(heads[look]),
        over: () => seated !== who,
      });
    },
    close: async () => {
      seated = undefined;
      await following;
      process.off('exit', removeFilm);
      closeSync(file);
      removeFilm();
    },
  };
}

/** Does what the page says until it shows no camera any more, or somebody else sits there. */
async function follow(
  page: Page,
  head: { readonly show: (look: Look) => void; readonly over: () => boolean },
): Promise<void> {
  const late = Date.now() + shownWithinMs;
  let shown = false;
  while (!head.over()) {
    const said = await page
      .evaluate<string | null>('document.querySelector(".camera-guidance")?.textContent ?? null')
      .catch(() => (page.isClosed() ? null : ''));
    if (said === null && (shown || page.isClosed() || Date.now() > late)) return;
    if (said !== null) shown = true;
    head.show(looks.get(said ?? '') ?? 'centre');
    await later(everyMs);
  }
}

/** What is said, in every language, and what it asks for. */
const looks: ReadonlyMap<string, Look> = new Map(
  ['en', 'de', 'ar'].flatMap((language) => {
    const texts = JSON.parse(readFileSync(join(project, `texts/pages/${language}.json`), 'utf8')) as {
      recover: { face: { looks: Record<Look, string> } };
    };
    const { centre, left, right } = texts.recover.face.looks;
    return [[centre, 'centre'] as const, [left, 'left'] as const, [right, 'right'] as const];
  }),
);

/** A picture as Y4M has it: brightness for each pixel, two colours for each four. */
interface Planes {
  readonly luma: Uint8Array;
  readonly colours: readonly [Uint8Array, Uint8Array];
}
type Heads = Readonly<Record<Look, Planes>>;

async function drawHeads(specimen: string): Promise<Heads> {
  const { specimens } = JSON.parse(
    readFileSync(join(project, 'example/specimens/specimens.json'), 'utf8'),
  ) as { specimens: { id: string; givenName: string; familyName: string }[] };
  const found = specimens.find((each) => `${each.givenName} ${each.familyName}` === specimen);
  if (found === undefined) throw new TypeError(`there is no specimen "${specimen}"`);
  const draw = async (look: Look) => {
    const turned = await turnedHead(found.id, degrees[look]);
    const sides = Math.round((wide - 422) / 2);
    // Its own edges, stretched, are the wall beside it.
    const pixels = await turned
      .extract({ left: 0, top: 9, width: 422, height: high })
      .extend({ left: sides, right: sides, extendWith: 'copy' })
      .raw()
      .toBuffer();
    return toPlanes(pixels);
  };
  const [centre, left, right] = [await draw('centre'), await draw('left'), await draw('right')];
  return { centre, left, right };
}

/** BT.601 in the limits of television, as Chromium takes a file that does not say. */
function toPlanes(rgb: Uint8Array): Planes {
  const luma = new Uint8Array(wide * high);
  const [blue, red] = [new Uint8Array(luma.length / 4), new Uint8Array(luma.length / 4)];
  for (let at = 0; at < luma.length; at += 1) {
    const [r, g, b] = [rgb[at * 3]!, rgb[at * 3 + 1]!, rgb[at * 3 + 2]!];
    luma[at] = 16 + 0.257 * r + 0.504 * g + 0.098 * b;
    const [x, y] = [at % wide, Math.floor(at / wide)];
    if (x % 2 === 1 || y % 2 === 1) continue;
    const cell = (y / 2) * (wide / 2) + x / 2;
    blue[cell] = 128 - 0.148 * r - 0.291 * g + 0.439 * b;
    red[cell] = 128 + 0.439 * r - 0.368 * g - 0.071 * b;
  }
  return { luma, colours: [blue, red] };
}

/** A sensor's noise, drawn once; each frame begins at another place of it. */
const noise = Int8Array.from({ length: 3 * size.width * size.height }, () =>
  Math.round(Math.random() * 4 - 2),
);

/** The picture as a camera has it at this moment: swaying a little, and no two alike. */
function aFrameOf({ luma, colours }: Planes): Uint8Array {
  const seconds = performance.now() / 1000;
  const left = margin + 2 * Math.round(2 * Math.sin(seconds / 0.9));
  const top = margin + 2 * Math.round(1.5 * Math.sin(seconds / 1.3));
  const { width, height } = size;
  const frame = new Uint8Array(width * height * 1.5);
  const grain = Math.floor(Math.random() * (noise.length - width * height));
  for (let y = 0; y < height; y += 1) {
    const from = (top + y) * wide + left;
    for (let x = 0; x < width; x += 1) frame[y * width + x] = luma[from + x]! + noise[grain + y * width + x]!;
  }
  let at = width * height;
  for (const plane of colours)
    for (let y = 0; y < height / 2; y += 1) {
      const from = ((top + 2 * y) * wide + 2 * left) / 4;
      frame.set(plane.subarray(from, from + width / 2), at);
      at += width / 2;
    }
  return frame;
}
