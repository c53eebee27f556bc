import type { RefObject } from 'react';
import { useTranslation } from '../../language/index.ts';
import type { Asked } from './follow-challenge.ts';
import type { LightHint } from './light-hint.ts';

/** Along a circle, so that the arrow says "turn", not "move". The preview is a mirror: the person's left is at the left. */
const arrows = {
  left: 'M250 70 A110 60 0 0 0 90 70 M90 70 l6 -34 M90 70 l34 4',
  right: 'M390 70 A110 60 0 0 1 550 70 M550 70 l-6 -34 M550 70 l-34 4',
} as const;

/** What the camera sees, an oval for the face, and in words what is asked: for those who look and those who listen. */
export const CameraView = (props: {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly asked: Asked | null;
  readonly hint: LightHint | null;
  /** Seconds until the server has time again. */
  readonly busyFor: number | null;
  /** What to say while nothing is asked. */
  readonly word: string;
}) => {
  const { t } = useTranslation();
  const { video, asked, busyFor, hint, word } = props;
  const look = asked?.step.look ?? 'centre';
  return (
    <div className="stack stack-tight">
      <div className="camera" data-look={look} data-light={asked?.step.light ?? undefined}>
        <video ref={video} muted playsInline aria-label={t('recover.face.preview')} />
        <svg
          className="camera-mask"
          viewBox="0 0 640 480"
          preserveAspectRatio="xMidYMid slice"
          aria-hidden="true"
          focusable="false"
        >
          <path className="camera-shade" fillRule="evenodd" d="M0 0h640v480H0zM320 45a140 185 0 1 0 .1 0z" />
          <ellipse cx="320" cy="230" rx="140" ry="185" />
          {look === 'centre' ? null : <path className="camera-arrow" d={arrows[look]} />}
        </svg>
      </div>
      {/* Told again only when it changes: a screen reader is not interrupted by every picture. */}
      <p className="camera-guidance" aria-live="assertive" aria-atomic="true">
        {busyFor !== null
          ? t('recover.face.busy.title')
          : asked === null
            ? word
            : t(`recover.face.looks.${look}`)}
      </p>
      <div className="camera-remark" aria-live={busyFor === null ? 'polite' : 'off'}>
        {busyFor !== null
          ? t('recover.face.busy.again', { count: busyFor })
          : asked?.problem
            ? t(`recover.face.problems.${asked.problem}`)
            : asked !== null && hint !== null
              ? t(`recover.face.${hint}`)
              : null}
      </div>
      {asked === null ? null : (
        <div className="camera-progress">
          <progress max={asked.step.of} value={asked.step.number} aria-labelledby="face-progress" />
          <span id="face-progress">
            {t('recover.face.progress', { number: asked.step.number + 1, of: asked.step.of })}
          </span>
        </div>
      )}
    </div>
  );
};
