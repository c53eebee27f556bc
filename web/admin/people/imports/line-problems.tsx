import { usePages } from '../../api/index.ts';
import { useFormats, useTexts } from '../../language/index.ts';
import { DataTable, DownloadLink, EmptyState, ErrorState, Panel } from '../../ui/index.ts';
import { useReasons } from '../use-reasons.ts';
import { type ImportView, type LineProblem, type Target, targets } from './answers.ts';

/** What is wrong, line by line; to be mended in the file. */
export const LineProblems = (props: { readonly made: ImportView }) => {
  const { t } = useTexts('people');
  const { count } = useFormats();
  const reasons = useReasons();
  const { id, records, counts } = props.made;
  const problems = usePages<LineProblem>(`/people-imports/${id}/problems`, { params: { records } });
  const fieldOf = (field: string) =>
    (targets as readonly string[]).includes(field) ? t(`field.${field as Target}`) : field;
  return (
    <Panel
      title={t('imports.problems', { count: counts.problems, number: count(counts.problems) })}
      actions={
        <DownloadLink path={`/people-imports/${id}/problems.csv`}>
          {t('imports.downloadProblems')}
        </DownloadLink>
      }
    >
      {problems.refusal === null ? null : <ErrorState refusal={problems.refusal} onAgain={problems.again} />}
      <DataTable<LineProblem>
        label={t('imports.problemsLabel')}
        items={problems.items}
        idOf={({ line, field, code }) => `${line} ${field} ${code}`}
        nameOf={({ line }) => t('imports.line', { line: count(line) })}
        columns={[
          { id: 'line', title: t('imports.lineHead'), cell: ({ line }) => count(line) },
          { id: 'field', title: t('imports.field'), cell: ({ field }) => fieldOf(field) },
          {
            id: 'what',
            title: t('imports.what'),
            cell: ({ code }) => reasons.fields[code] ?? t('fieldCode.otherKind'),
          },
          {
            id: 'value',
            title: t('imports.value'),
            cell: ({ value }) => <bdi className="quiet">{value}</bdi>,
          },
        ]}
        more={problems}
        empty={<EmptyState title={t('list.empty')} />}
      />
    </Panel>
  );
};
