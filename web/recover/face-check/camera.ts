export type CameraProblem = 'refused' | 'missing' | 'busy' | 'unsupported';

export type CameraAnswer =
  | { readonly ok: true; readonly stream: MediaStream }
  | { readonly ok: false; readonly problem: CameraProblem };

const problemOf = (name: string): CameraProblem => {
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return 'busy';
};

export const openCamera = async (): Promise<CameraAnswer> => {
  // Absent outside secure contexts: a page on plain http has no camera at all.
  if (navigator.mediaDevices?.getUserMedia === undefined) return { ok: false, problem: 'unsupported' };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 960 } },
    });
    return { ok: true, stream };
  } catch (cause) {
    return { ok: false, problem: problemOf(cause instanceof Error ? cause.name : '') };
  }
};

export const closeCamera = (stream: MediaStream | null): void => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};
