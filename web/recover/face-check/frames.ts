import { type LightHint, lightHintOf, thumbnail } from './light-hint.ts';

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

/** What the camera sees now, small enough to be looked at several times a second. */
export const lightHint = (video: HTMLVideoElement): LightHint | null => {
  const pixels = draw(video, thumbnail.width, thumbnail.height)
    .getContext('2d')
    ?.getImageData(0, 0, thumbnail.width, thumbnail.height).data;
  return pixels === undefined ? null : lightHintOf(pixels);
};

/** One frame, not mirrored (only the preview is), as base64 of a JPEG without the `data:` head. */
export const frameOf = (video: HTMLVideoElement): string =>
  draw(video, width, height).toDataURL('image/jpeg', quality).split(',')[1] ?? '';
