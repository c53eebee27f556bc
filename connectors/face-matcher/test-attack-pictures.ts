import sharp, { type Sharp } from 'sharp';

/** What a camera of 640 × 480 sees of a head: a little bigger than its picture, and never twice at the same place. */
const frame = { width: 640, height: 480 } as const;
const wall = '#8a8f94';

/** `nth` moves it by a few pixels, so that no two frames are the same bytes. */
export async function beforeCamera(head: Sharp, nth: number, tall = 520): Promise<Buffer> {
  const picture = await head.resize({ height: tall }).png().toBuffer();
  const { width = 0 } = await sharp(picture).metadata();
  const [x, y] = [((nth * 5) % 17) - 8, ((nth * 3) % 11) - 5];
  const room = 200;
  const left = room + Math.round((frame.width - width) / 2) + x;
  const top = room + Math.round((frame.height - tall) * 0.5) + y;
  return sharp({
    create: {
      ...{ width: frame.width + 2 * room, height: frame.height + 2 * room },
      ...{ channels: 3, background: wall },
    },
  })
    .composite([{ input: picture, left, top }])
    .png()
    .toBuffer()
    .then((whole) =>
      sharp(whole)
        .extract({ left: room, top: room, ...frame })
        .jpeg({ quality: 85 })
        .toBuffer(),
    );
}

/**
 * As a paper print held up: duller, a little soft, its white border in the picture, lit from one side. Rendered, not
 * photographed: it says nothing about a real print before a real camera.
 */
export async function asPrint(frameOf: Buffer): Promise<Buffer> {
  const lamp = gradient('rgb(255,250,235)', 0.22);
  const paper = await sharp(frameOf)
    .modulate({ saturation: 0.75 })
    .linear(0.82, 24)
    .blur(0.8)
    .resize(560, 420)
    .extend({ top: 30, bottom: 30, left: 40, right: 40, background: '#e9e7e0' })
    .png()
    .toBuffer();
  return sharp(paper)
    .composite([{ input: lamp, blend: 'over' }])
    .jpeg({ quality: 85 })
    .toBuffer();
}

/**
 * As a phone's screen held up: brighter and bluer, its pixel rows beating with the camera's (moiré), its dark frame in the
 * picture, a lamp mirrored in the glass. Rendered, not photographed.
 */
export async function asScreen(frameOf: Buffer): Promise<Buffer> {
  const screen = await sharp(frameOf)
    .gamma(1.4)
    .tint('#eef2ff')
    .modulate({ brightness: 1.08 })
    .blur(0.5)
    .resize(576, 432)
    .extend({ top: 24, bottom: 24, left: 32, right: 32, background: '#0c0d10' })
    .png()
    .toBuffer();
  return sharp(screen)
    .composite([
      { input: moire(), blend: 'multiply' },
      { input: glare(), blend: 'screen' },
    ])
    .jpeg({ quality: 85 })
    .toBuffer();
}

function svg(content: string): Buffer {
  const { width, height } = frame;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`,
  );
}

function gradient(colour: string, opacity: number): Buffer {
  return svg(
    `<defs><linearGradient id="g"><stop offset="0" stop-color="${colour}" stop-opacity="${opacity}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>`,
  );
}

function moire(): Buffer {
  const line =
    '<pattern id="m" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(7)">';
  return svg(
    `<defs>${line}<rect width="6" height="6" fill="#fff"/><rect width="6" height="2.4" fill="#d8dbe6"/></pattern></defs><rect width="100%" height="100%" fill="url(#m)"/>`,
  );
}

function glare(): Buffer {
  return svg(
    '<defs><radialGradient id="r"><stop offset="0" stop-color="#fff" stop-opacity=".5"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs><ellipse cx="470" cy="120" rx="150" ry="90" fill="url(#r)"/>',
  );
}
