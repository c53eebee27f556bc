import { useTranslation } from '../../language/index.ts';

const tips = ['light', 'face', 'still'] as const;
const terms = ['taken', 'used', 'kept', 'freely'] as const;

/** Before the camera starts: how it works best, and what the person agrees to by starting it (GDPR art. 9, R19). */
export const Consent = (props: { readonly lit: boolean; readonly onLit: (lit: boolean) => void }) => {
  const { t } = useTranslation();
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return (
    <>
      <ul>
        {tips.map((tip) => (
          <li key={tip}>{t(`recover.face.tips.${tip}`)}</li>
        ))}
      </ul>
      <section className="stack stack-tight" aria-labelledby="face-consent">
        <h2 id="face-consent">{t('recover.face.consent.title')}</h2>
        <ul>
          {terms.map((term) => (
            <li key={term}>{t(`recover.face.consent.${term}`)}</li>
          ))}
        </ul>
      </section>
      {/* Nothing depends on it, so it is asked for on its own and is off unless wanted. */}
      {calm ? null : (
        <label className="camera-choice">
          <input
            type="checkbox"
            checked={props.lit}
            onChange={(event) => props.onLit(event.target.checked)}
          />
          <span>{t('recover.face.light')}</span>
        </label>
      )}
    </>
  );
};
