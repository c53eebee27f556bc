import { type RefObject, useEffect, useRef, useState } from 'react';
import { type CameraProblem, closeCamera, openCamera } from './camera.ts';
import { lightHint } from './frames.ts';
import type { LightHint } from './light-hint.ts';

export type CameraState =
  | { readonly at: 'off' }
  | { readonly at: 'starting' }
  | { readonly at: 'on' }
  | { readonly at: 'problem'; readonly problem: CameraProblem };

const lookEveryMs = 500;

interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly state: CameraState;
  /** The first picture is there; some cameras take seconds to it. */
  readonly seen: boolean;
  /** What stands in the way of a good picture, as far as the page itself can tell. */
  readonly hint: LightHint | null;
  readonly start: () => void;
  readonly stop: () => void;
}

/** The camera is on only while this page shows it, and off as soon as the page goes. */
export const useCamera = (): Camera => {
  const video = useRef<HTMLVideoElement>(null);
  const stream = useRef<MediaStream | null>(null);
  const gone = useRef(false);
  const [state, setState] = useState<CameraState>({ at: 'off' });
  const [seen, setSeen] = useState(false);
  const [hint, setHint] = useState<LightHint | null>(null);

  const stop = () => {
    closeCamera(stream.current);
    stream.current = null;
    setState({ at: 'off' });
  };
  const start = async () => {
    setState({ at: 'starting' });
    setSeen(false);
    const answer = await openCamera();
    if (!answer.ok) return setState({ at: 'problem', problem: answer.problem });
    if (gone.current) return closeCamera(answer.stream);
    stream.current = answer.stream;
    const [track] = answer.stream.getVideoTracks();
    track?.addEventListener('ended', () => setState({ at: 'problem', problem: 'busy' }));
    setState({ at: 'on' });
  };

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      closeCamera(stream.current);
    };
  }, []);
  useEffect(() => {
    if (state.at !== 'on' || video.current === null) return;
    const element = video.current;
    element.addEventListener('loadeddata', () => setSeen(true), { once: true });
    element.srcObject = stream.current;
    void element.play().catch(() => undefined);
    const timer = setInterval(() => {
      if (element.videoWidth > 0) setHint(lightHint(element));
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [state.at]);
  return { video, state, seen, hint, start: () => void start(), stop };
};
