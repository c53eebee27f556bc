const width = 640;
const height = 480;
const quality = 0.85;

/** The largest 4:3 part from the middle of the picture, as the server's engine expects it. */
export const cropOf = (video: { readonly videoWidth: number; readonly videoHeight: number }) => {
  const scale = Math.min(video.videoWidth / width, video.videoHeight / height);
  const w = width * scale;
  const h = height * scale;
  return { x: (video.videoWidth - w) / 2, y: (video.videoHeight - h) / 2, w, h };
};

const draw = (video: HTMLVideoElement, w: number, h: number): HTMLCanvasElement => {
  const canvas = document.createElement('canvas');
  canvas.width = w;
  canvas.height = h;
  const crop = cropOf(video);
  canvas.getContext('2d')?.drawImage(video, crop.x, crop.y, crop.w, crop.h, 0, 0, w, h);
  return canvas;
};

/** Mean brightness 0–255 of what the camera sees now; a hint for the person, no check. */
export const brightnessOf = (video: HTMLVideoElement): number => {
  const pixels = draw(video, 32, 24).getContext('2d')?.getImageData(0, 0, 32, 24).data;
  if (pixels === undefined) return 255;
  let sum = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    sum += 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
  }
  return sum / (pixels.length / 4);
};

/** One frame, not mirrored (only the preview is), as base64 of a JPEG without the `data:` head. */
export const frameOf = (video: HTMLVideoElement): string =>
  draw(video, width, height).toDataURL('image/jpeg', quality).split(',')[1] ?? '';
