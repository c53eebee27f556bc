import type { Texts } from '../texts.ts';
import { element } from './element.ts';

const FRAME_EVERY_MS = 150;

/** Looks for a QR code in the camera's picture until `open` takes one or the person stops. */
export async function scanCode(words: Texts['open'], open: (text: string) => boolean): Promise<void> {
  const video = element('video', { playsinline: true, muted: true, 'aria-hidden': 'true' });
  const progress = element('p', { role: 'status' }, words.scanLooking);
  const dialog = element(
    'dialog',
    { class: 'scan', 'aria-labelledby': 'scan-heading' },
    element('h2', { id: 'scan-heading' }, words.scanHeading),
    video,
    progress,
    element('button', { type: 'button', on: { click: () => dialog.close() } }, words.scanStop),
  );
  document.body.append(dialog);
  dialog.showModal();
  const closed = new AbortController();
  dialog.addEventListener('close', () => closed.abort(), { once: true });
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    closed.signal.addEventListener('abort', () => stopCamera(stream));
    if (closed.signal.aborted) stopCamera(stream);
    video.srcObject = stream;
    await video.play();
    await lookForCode({
      video,
      closed: closed.signal,
      open,
      other: () => progress.replaceChildren(words.scanOther),
    });
    dialog.close();
  } catch {
    video.remove();
    progress.replaceChildren(words.scanNoCamera);
    if (dialog.open) await new Promise((done) => dialog.addEventListener('close', done, { once: true }));
  }
  dialog.remove();
}

async function lookForCode({
  video,
  closed,
  open,
  other,
}: {
  readonly video: HTMLVideoElement;
  readonly closed: AbortSignal;
  readonly open: (text: string) => boolean;
  readonly other: () => void;
}): Promise<void> {
  // A CommonJS package: the function is the default of its default, for bundler and types alike.
  const readCode = (await import('jsqr')).default.default;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  while (pen && !closed.aborted) {
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    if (canvas.width > 0) {
      pen.drawImage(video, 0, 0);
      const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
      const code = readCode(data, width, height);
      if (code && open(code.data)) return;
      if (code) other();
    }
    await new Promise((next) => setTimeout(next, FRAME_EVERY_MS));
  }
}

function stopCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
