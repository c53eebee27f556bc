import { useTexts } from '../language/index.ts';
import type { Colours } from './answers.ts';

/** A button as people will see it, drawn: the page's style policy lets no style stand in the document. */
export const Sample = (props: {
  readonly title: string;
  readonly colours: Colours;
  readonly ground: string;
}) => {
  const { t } = useTexts('settings');
  return (
    <figure className="sample">
      <figcaption className="quiet small">{props.title}</figcaption>
      <svg viewBox="0 0 240 72" role="img" aria-label={t('looks.sampleLabel')}>
        <rect width="240" height="72" rx="8" fill={props.ground} />
        <rect x="20" y="14" width="200" height="44" rx="8" fill={props.colours.accent} />
        <text x="120" y="41" textAnchor="middle" fontSize="16" fontWeight="600" fill={props.colours.onAccent}>
          {t('looks.sample')}
        </text>
      </svg>
    </figure>
  );
};
