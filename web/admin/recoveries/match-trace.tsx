import { useTexts } from '../language/index.ts';
import { DataTable, EmptyState } from '../ui/index.ts';

interface WordTrace {
  readonly field: string;
  readonly word: string;
  readonly matched: {
    readonly word: string;
    readonly how: 'same' | 'withoutDiacritics' | 'transliterated';
  } | null;
}
export interface Trace {
  readonly names: { readonly rule: 'exact' | 'relaxed' | null; readonly words: readonly WordTrace[] };
  readonly birthDate: 'notBound' | 'same' | 'different' | 'missingInAccount' | 'missingInCredential';
  readonly twinAccountIds: readonly string[];
}

/** As the record keeps it; null for what another version wrote. */
export const parseTrace = (text: string | undefined): Trace | null => {
  if (text === undefined) return null;
  try {
    const read = JSON.parse(text) as Partial<Trace>;
    return Array.isArray(read.names?.words) && Array.isArray(read.twinAccountIds) ? (read as Trace) : null;
  } catch {
    return null;
  }
};

/** Which word of the account found which word of the document: why two names agree or do not. */
export const MatchTrace = (props: { readonly trace: Trace }) => {
  const { t } = useTexts('recoveries');
  const { names, birthDate, twinAccountIds } = props.trace;
  const rule = names.rule ?? 'noRule';
  const wayOf = ({ matched }: WordTrace) => matched?.how ?? 'none';
  return (
    <div className="stack">
      <p>
        {t(`trace.${rule}`)} {t(`trace.birthDate.${birthDate}`)}
        {twinAccountIds.length === 0 ? null : ` ${t('trace.twins', { count: twinAccountIds.length })}`}
      </p>
      <DataTable<WordTrace & { readonly id: string }>
        label={t('trace.account')}
        // A name may have the same word twice.
        items={names.words.map((each, index) => ({ ...each, id: `${each.field}|${index}` }))}
        idOf={({ id }) => id}
        nameOf={({ word }) => word}
        empty={<EmptyState title={t('trace.noRule')} />}
        columns={[
          {
            id: 'account',
            title: t('trace.account'),
            cell: ({ word }) => <bdi className="anywhere">{word}</bdi>,
          },
          {
            id: 'document',
            title: t('trace.document'),
            cell: ({ matched }) => <bdi className="anywhere">{matched?.word ?? '–'}</bdi>,
          },
          {
            id: 'how',
            title: t('trace.how'),
            cell: (each) => t(`trace.ways.${wayOf(each)}`),
          },
        ]}
      />
    </div>
  );
};
