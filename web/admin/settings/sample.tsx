import { useTexts } from '../language/index.ts';
import type { Colours } from './answers.ts';

/** A button as people will see it, drawn: the page's style policy lets no style stand in the document. */
export const Sample = (props: {
  readonly title: string;
  readonly colours: Colours;
  readonly ground: string;
}) => {
  const { t } = useTexts('settings');
  const words = t('looks.sample');
  // As wide as its words: about ten units a letter, and what stands around them.
  const width = 80 + 10 * words.length;
  return (
    <figure className="sample">
      <figcaption className="quiet small">{props.title}</figcaption>
      <svg viewBox={`0 0 ${width} 72`} role="img" aria-label={t('looks.sampleLabel')}>
        <rect width={width} height="72" rx="8" fill={props.ground} />
        <rect x="20" y="14" width={width - 40} height="44" rx="8" fill={props.colours.accent} />
        <text
          x={width / 2}
          y="41"
          textAnchor="middle"
          fontSize="16"
          fontWeight="600"
          fill={props.colours.onAccent}
        >
          {words}
        </text>
      </svg>
    </figure>
  );
};
