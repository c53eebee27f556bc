import { useFormats, useTexts } from '../language/index.ts';
import { DataTable, EmptyState } from '../ui/index.ts';
import type { StepTime } from './answers.ts';
import { useDuration } from './case-words.tsx';

/** How long each step takes: half are quicker than the median, nine in ten than the last column. */
export const StepTimes = (props: { readonly times: readonly StepTime[] }) => {
  const { t } = useTexts('recoveries');
  const { count } = useFormats();
  const duration = useDuration();
  const nameOf = ({ from, to }: StepTime): string => t(`times.steps.${from}-${to}` as never);
  return (
    <DataTable<StepTime>
      label={t('times.title')}
      items={props.times}
      idOf={({ from, to }) => `${from}-${to}`}
      nameOf={nameOf}
      empty={<EmptyState title={t('empty.title')} />}
      columns={[
        { id: 'step', title: t('times.step'), cell: nameOf },
        { id: 'cases', title: t('times.cases'), isNumber: true, cell: ({ cases }) => count(cases) },
        { id: 'median', title: t('times.median'), isNumber: true, cell: ({ median }) => duration(median) },
        { id: 'p90', title: t('times.p90'), isNumber: true, cell: ({ p90 }) => duration(p90) },
      ]}
    />
  );
};
