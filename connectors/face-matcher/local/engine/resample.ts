/** Interleaved 8-bit sRGB, three bytes a pixel. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Which part of a picture is wanted, as the centre and edge of a square, turned by so many radians around its centre. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly edge: number;
  readonly angle: number;
}

/** The whole picture, squeezed to `edge` × `edge`; each byte as `(byte - zero) / scale`. Bilinear, from the upper left corner. */
export function squeeze(
  { data, width, height }: Pixels,
  into: Float32Array,
  { edge, zero, scale }: { readonly edge: number; readonly zero: number; readonly scale: number },
): void {
  const columns = Array.from({ length: edge }, (_, at) => {
    const x = (at * width) / edge;
    const left = Math.floor(x);
    return { left: left * 3, right: Math.min(left + 1, width - 1) * 3, share: x - left };
  });
  let to = 0;
  for (let row = 0; row < edge; row++) {
    const y = (row * height) / edge;
    const top = Math.floor(y);
    const upper = top * width * 3;
    const lower = Math.min(top + 1, height - 1) * width * 3;
    const down = y - top;
    for (const { left, right, share } of columns) {
      for (let channel = 0; channel < 3; channel++) {
        const above = data[upper + left + channel]! * (1 - share) + data[upper + right + channel]! * share;
        const below = data[lower + left + channel]! * (1 - share) + data[lower + right + channel]! * share;
        into[to++] = (above * (1 - down) + below * down - zero) / scale;
      }
    }
  }
}

/** A square of the picture at `edge` × `edge`, bytes as 0–1, black where the picture ends. Bilinear, corner on corner. */
export function cutSquare(
  { data, width, height }: Pixels,
  into: Float32Array,
  { square, edge }: { readonly square: Square; readonly edge: number },
): void {
  const [cosine, sine] = [Math.cos(square.angle), Math.sin(square.angle)];
  const row = width * 3;
  let to = 0;
  for (let v = 0; v < edge; v++) {
    const across = (v / (edge - 1) - 0.5) * square.edge;
    for (let u = 0; u < edge; u++) {
      const along = (u / (edge - 1) - 0.5) * square.edge;
      // A picture's last column is its right edge: positions run to width - 1, boxes to width.
      const x = ((square.x + along * cosine - across * sine) * (width - 1)) / width;
      const y = ((square.y + along * sine + across * cosine) * (height - 1)) / height;
      if (!(x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1)) {
        into[to++] = 0;
        into[to++] = 0;
        into[to++] = 0;
        continue;
      }
      const left = Math.floor(x);
      const top = Math.floor(y);
      const share = x - left;
      const down = y - top;
      const at = top * row + left * 3;
      const step = left + 1 < width ? 3 : 0;
      const below = top + 1 < height ? at + row : at;
      for (let channel = 0; channel < 3; channel++) {
        const high = data[at + channel]! * (1 - share) + data[at + step + channel]! * share;
        const low = data[below + channel]! * (1 - share) + data[below + step + channel]! * share;
        into[to++] = (high * (1 - down) + low * down) / 255;
      }
    }
  }
}
