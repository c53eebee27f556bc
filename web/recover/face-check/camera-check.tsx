import { recovery } from '../../api/index.ts';
import { useTranslation } from '../../language/index.ts';
import { Button } from '../../ui/index.ts';
import { type PageProps, useStep } from '../page-props.ts';
import { PhoneEnded } from '../phone-ended.tsx';
import { FaceCapture } from './face-capture.tsx';

const door = {
  open: recovery.openFaceCheck,
  sendFrame: recovery.sendFrame,
  sendFrames: recovery.sendFrames,
};

/** In the browser that started. Whose camera is refused, missing or in use, or who would rather, takes a phone where the profile allows one (D25). */
export const CameraCheck = (props: PageProps<'faceCheck'>) => {
  const { t } = useTranslation();
  const step = useStep(props);
  const { triesLeft, problem, otherDevice, phoneEnded } = props.now;
  return (
    <FaceCapture
      {...{ triesLeft, problem, door, step }}
      done={(answer) => step.run(async () => answer, props.show)}
    >
      <PhoneEnded end={phoneEnded} />
      {otherDevice ? (
        <Button busy={step.busy} onPress={() => step.go(recovery.offerPhone)}>
          {t('recover.face.onPhone')}
        </Button>
      ) : null}
    </FaceCapture>
  );
};
