import { type ReactNode, useState } from 'react';
import { useFormats, useTexts } from '../language/index.ts';
import { Button } from './button.tsx';

export interface Bar {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly tone?: 'accent' | 'good' | 'caution' | 'bad' | 'neutral';
}

const Bars = (props: {
  readonly bars: readonly Bar[];
  readonly most: number;
  readonly isFunnel: boolean;
}) => {
  const { count, share } = useFormats();
  return (
    <ol className="plain bars">
      {props.bars.map(({ id, label, value, tone = 'accent' }) => {
        const width = props.most === 0 ? 0 : (100 * value) / props.most;
        return (
          <li key={id} className="bar-row">
            <span className="bar-label">{label}</span>
            <span className="bar-value">
              {count(value)}
              {props.isFunnel && props.most > 0 ? (
                <span className="quiet"> {share(value / props.most)}</span>
              ) : null}
            </span>
            <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect
                className={`bar-fill bar-${tone}`}
                x={props.isFunnel ? (100 - width) / 2 : 0}
                width={width}
                height="10"
              />
            </svg>
          </li>
        );
      })}
    </ol>
  );
};

/**
 * How much of each. `title` is the finding in a sentence ("Most people give up before the face check"). As a funnel the
 * bars are centred and each shows its share of the first. The same numbers stand in a table behind a toggle.
 */
export const BarChart = (props: {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly isFunnel?: boolean;
  /** Heads of the table's two columns. */
  readonly heads: readonly [label: string, value: string];
  readonly note?: ReactNode;
}) => {
  const { t } = useTexts('frame');
  const { count, share } = useFormats();
  const [asTable, setAsTable] = useState(false);
  const { isFunnel = false } = props;
  const most = isFunnel ? (props.bars[0]?.value ?? 0) : Math.max(0, ...props.bars.map(({ value }) => value));
  return (
    <figure className="chart">
      <figcaption className="chart-head">
        <h3>{props.title}</h3>
        <Button kind="quiet" onPress={() => setAsTable(!asTable)}>
          {asTable ? t('chart.showChart') : t('chart.showTable')}
        </Button>
      </figcaption>
      {asTable ? (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{props.heads[0]}</th>
              <th scope="col">{props.heads[1]}</th>
              {isFunnel ? <th scope="col">{t('chart.share')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {props.bars.map(({ id, label, value }) => (
              <tr key={id}>
                <th scope="row">{label}</th>
                <td>{count(value)}</td>
                {isFunnel ? <td>{most === 0 ? '–' : share(value / most)}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <Bars bars={props.bars} most={most} isFunnel={isFunnel} />
      )}
      {props.note ? <p className="quiet small">{props.note}</p> : null}
    </figure>
  );
};
