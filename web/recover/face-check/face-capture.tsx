import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Answer, CaptureProblem } from '../../api/index.ts';
import { useTranslation } from '../../language/index.ts';
import { Button, type Call, Notice, Page, RefusalNotice } from '../../ui/index.ts';
import { CameraView } from './camera-view.tsx';
import { Consent } from './consent.tsx';
import { type Asked, type FaceDoor, followChallenge } from './follow-challenge.ts';
import { frameOf } from './frames.ts';
import { useCamera } from './use-camera.ts';

type Progress = { readonly at: 'off' | 'opening' | 'comparing' } | ({ readonly at: 'asked' } & Asked);

/** The face check: what is taken and for what, the camera, then step by step what the server asks (D15, R19). The same here and on a phone. */
export const FaceCapture = <T,>(props: {
  readonly triesLeft: number;
  readonly problem: CaptureProblem | null;
  readonly door: FaceDoor<T>;
  /** Everything is shown, or the server will not go on: what it said. */
  readonly done: (answer: Answer<T>) => Promise<void>;
  readonly step: Pick<Call, 'busy' | 'refusal'>;
  /** Other ways, while no camera is on. */
  readonly children?: ReactNode;
}) => {
  const { t } = useTranslation();
  const { door, done, problem, step, triesLeft } = props;
  const camera = useCamera();
  const [progress, setProgress] = useState<Progress>({ at: 'off' });
  const [busyFor, setBusyFor] = useState<number | null>(null);
  const [lit, setLit] = useState(false);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);

  const begin = async () => {
    const element = camera.video.current;
    if (element === null || progress.at !== 'off') return;
    setProgress({ at: 'opening' });
    const answer = await followChallenge({
      door,
      lit,
      takeFrame: () => frameOf(element),
      tell: (asked) => setProgress(asked === null ? { at: 'comparing' } : { at: 'asked', ...asked }),
      tellBusy: setBusyFor,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      gone: () => gone.current,
    });
    if (answer === null) return;
    await done(answer);
    setProgress({ at: 'off' });
  };

  const live = camera.state.at === 'on';
  return (
    <Page title={t('recover.face.title')} lead={t('recover.face.lead')}>
      {problem !== null && progress.at === 'off' ? (
        <Notice kind="caution" title={t(`recover.face.problems.${problem}`)} announce="alert">
          <p>{t('recover.face.triesLeft', { count: triesLeft })}</p>
        </Notice>
      ) : null}
      {camera.state.at === 'problem' ? (
        <Notice kind="wrong" title={t(`recover.face.camera.${camera.state.problem}.title`)} announce="alert">
          <p>{t(`recover.face.camera.${camera.state.problem}.text`)}</p>
        </Notice>
      ) : null}
      {live ? (
        <CameraView
          video={camera.video}
          hint={camera.hint}
          busyFor={busyFor}
          asked={progress.at === 'asked' ? progress : null}
          word={
            progress.at === 'comparing'
              ? t('recover.face.sending')
              : progress.at === 'opening' || !camera.seen
                ? t('recover.face.wait')
                : camera.hint !== null
                  ? t(`recover.face.${camera.hint}`)
                  : t('recover.face.ready')
          }
        />
      ) : (
        <Consent lit={lit} onLit={setLit} />
      )}
      <RefusalNotice refusal={step.refusal} />
      {live ? (
        <Button
          kind="primary"
          busy={progress.at !== 'off' || step.busy || !camera.seen}
          onPress={() => void begin()}
        >
          {t('recover.face.take')}
        </Button>
      ) : (
        <Button kind="primary" busy={camera.state.at === 'starting'} onPress={camera.start}>
          {camera.state.at === 'problem' ? t('recover.face.startAgain') : t('recover.face.start')}
        </Button>
      )}
      {live ? null : props.children}
    </Page>
  );
};
