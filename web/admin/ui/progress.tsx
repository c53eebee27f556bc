import { Label, ProgressBar } from 'react-aria-components';
import { useFormats, useTexts } from '../language/index.ts';

/** How far work has come, in words and as a bar. `total` null: it is running, and nobody knows how long. */
export const Progress = (props: {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
}) => {
  const { t } = useTexts('frame');
  const { count } = useFormats();
  const { done, total } = props;
  const words =
    total === null
      ? t('progress.soFar', { done: count(done) })
      : t('progress.of', { done: count(done), total: count(total) });
  return (
    <ProgressBar
      className="progress"
      minValue={0}
      maxValue={total === null || total === 0 ? 1 : total}
      value={total === 0 ? 1 : done}
      isIndeterminate={total === null}
      valueLabel={words}
    >
      <Label>{props.label}</Label>
      <span className="progress-words">{words}</span>
      <svg className="progress-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect className="progress-track" width="100" height="4" />
        <rect
          className={total === null ? 'progress-value progress-moving' : 'progress-value'}
          width={total === null ? 30 : total === 0 ? 100 : (100 * Math.min(done, total)) / total}
          height="4"
        />
      </svg>
    </ProgressBar>
  );
};
