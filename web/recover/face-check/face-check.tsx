import { useState } from 'react';
import { recovery } from '../../api/index.ts';
import { useTranslation } from '../../language/index.ts';
import { Button, Notice, Page, RefusalNotice } from '../../ui/index.ts';
import { type PageProps, useStep } from '../page-props.ts';
import { captureFrames } from './frames.ts';
import { useCamera } from './use-camera.ts';

const frameCount = 5;
const everyMs = 450;

const ways = ['light', 'face', 'still'] as const;

/** The face check: what is taken, the camera, five pictures in two seconds, sent once (D15). */
export const FaceCheck = (props: PageProps<'faceCheck'>) => {
  const { t } = useTranslation();
  const step = useStep(props);
  const camera = useCamera();
  const [taken, setTaken] = useState<number | null>(null);
  const { problem, triesLeft } = props.now;

  const capture = async () => {
    const element = camera.video.current;
    if (element === null || taken !== null || element.videoWidth === 0) return;
    setTaken(0);
    const frames = await captureFrames(element, { count: frameCount, everyMs, tell: setTaken });
    await step.run(() => recovery.sendFrames(frames), props.show);
    setTaken(null);
  };

  const live = camera.state.at === 'on';
  const guidance =
    taken === null
      ? camera.dark
        ? t('recover.face.dark')
        : t('recover.face.ready')
      : taken < frameCount
        ? t('recover.face.hold')
        : t('recover.face.sending');
  return (
    <Page title={t('recover.face.title')} lead={t('recover.face.lead')}>
      {problem !== null && taken === null ? (
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
        <div className="stack stack-tight">
          <div className="camera">
            <video ref={camera.video} muted playsInline aria-label={t('recover.face.preview')} />
            <svg className="camera-mask" viewBox="0 0 640 480" aria-hidden="true" focusable="false">
              <path fillRule="evenodd" d="M0 0h640v480H0zM320 45a140 185 0 1 0 .1 0z" />
              <ellipse cx="320" cy="230" rx="140" ry="185" />
            </svg>
          </div>
          <p className="camera-guidance" role="status">
            {guidance}
          </p>
        </div>
      ) : (
        <>
          <ul>
            {ways.map((way) => (
              <li key={way}>{t(`recover.face.tips.${way}`)}</li>
            ))}
          </ul>
          <p>{t('recover.face.kept')}</p>
        </>
      )}
      <RefusalNotice refusal={step.refusal} />
      {live ? (
        <Button kind="primary" busy={taken !== null || step.busy} onPress={() => void capture()}>
          {t('recover.face.take')}
        </Button>
      ) : (
        <Button kind="primary" busy={camera.state.at === 'starting'} onPress={camera.start}>
          {camera.state.at === 'problem' ? t('recover.face.startAgain') : t('recover.face.start')}
        </Button>
      )}
    </Page>
  );
};
