import { type RefObject, useEffect, useRef, useState } from 'react';
import { type CameraProblem, closeCamera, openCamera } from './camera.ts';
import { brightnessOf } from './frames.ts';

export type CameraState =
  | { readonly at: 'off' }
  | { readonly at: 'starting' }
  | { readonly at: 'on' }
  | { readonly at: 'problem'; readonly problem: CameraProblem };

const darkBelow = 60;

interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly state: CameraState;
  readonly dark: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

/** The camera is on only while this page shows it, and off as soon as the page goes. */
export const useCamera = (): Camera => {
  const video = useRef<HTMLVideoElement>(null);
  const stream = useRef<MediaStream | null>(null);
  const gone = useRef(false);
  const [state, setState] = useState<CameraState>({ at: 'off' });
  const [dark, setDark] = useState(false);

  const stop = () => {
    closeCamera(stream.current);
    stream.current = null;
    setState({ at: 'off' });
  };
  const start = async () => {
    setState({ at: 'starting' });
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
    element.srcObject = stream.current;
    void element.play().catch(() => undefined);
    const timer = setInterval(() => {
      if (element.videoWidth > 0) setDark(brightnessOf(element) < darkBelow);
    }, 700);
    return () => clearInterval(timer);
  }, [state.at]);
  return { video, state, dark, start: () => void start(), stop };
};
