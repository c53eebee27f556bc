import { useState } from 'react';
import { useChange, useRead } from '../../api/index.ts';
import { useTexts } from '../../language/index.ts';
import {
  Button,
  ChoiceCards,
  DataTable,
  Notice,
  Panel,
  RefusalNotice,
  Select,
  useDraft,
  useFieldErrors,
  WithData,
} from '../../ui/index.ts';
import { useReasons } from '../use-reasons.ts';
import {
  type Delimiter,
  delimiters,
  type Encoding,
  encodings,
  type ImportView,
  type Options,
  type Preview,
  type Target,
  targets,
} from './answers.ts';

type Choice = Target | 'none';
const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** How the file is read, and what each of its columns is. Suggested; the admin decides. */
export const Columns = (props: { readonly made: ImportView; readonly onChecked: () => void }) => {
  const { t } = useTexts('people');
  const { made } = props;
  const [chosen, setChosen] = useState<{ encoding?: Encoding; delimiter?: Delimiter }>({
    ...(made.options === null ? {} : { encoding: made.options.encoding, delimiter: made.options.delimiter }),
  });
  const read = useRead<Preview>(`/people-imports/${made.id}/preview`, { params: chosen });
  return (
    <Panel title={t('imports.columns.title')} sentence={t('imports.columns.sentence')}>
      <WithData read={read} lines={6}>
        {(preview) => (
          <>
            <div className="columns">
              <Select<Encoding>
                label={t('imports.columns.encoding')}
                hint={t('imports.columns.encodingHint')}
                options={encodings.map((id) => ({ id, label: t(`imports.encoding.${id}`) }))}
                value={preview.encoding}
                onChange={(encoding) => setChosen({ ...chosen, encoding })}
              />
              <Select<Delimiter>
                label={t('imports.columns.delimiter')}
                hint={t('imports.columns.delimiterHint')}
                options={delimiters.map((id) => ({
                  id,
                  label: t(`imports.delimiter.${delimiterNames[id]}`),
                }))}
                value={preview.delimiter}
                onChange={(delimiter) => setChosen({ ...chosen, delimiter })}
              />
            </div>
            {preview.problem === null ? (
              <Mapping
                // Other columns, another choice.
                key={`${preview.encoding} ${preview.delimiter} ${preview.columns.length}`}
                made={made}
                preview={preview}
                onChecked={props.onChecked}
              />
            ) : (
              <Notice
                kind="danger"
                title={t(`imports.problem.${preview.problem.code}.title`, { line: preview.problem.line })}
              >
                {t(`imports.problem.${preview.problem.code}.text`)}
              </Notice>
            )}
          </>
        )}
      </WithData>
    </Panel>
  );
};

const Mapping = (props: {
  readonly made: ImportView;
  readonly preview: Preview;
  readonly onChecked: () => void;
}) => {
  const { t } = useTexts('people');
  const reasons = useReasons();
  const { made, preview } = props;
  const fits = made.options?.mapping.length === preview.columns.length ? made.options : null;
  const draft = useDraft<Pick<Options, 'mapping' | 'dateOrder' | 'emptyCells'>>(`import.${made.id}`, {
    mapping: fits?.mapping ?? preview.mapping,
    dateOrder: fits?.dateOrder ?? 'dayFirst',
    emptyCells: fits?.emptyCells ?? 'keep',
  });
  const { dateOrder, emptyCells } = draft.value;
  const mapping =
    draft.value.mapping.length === preview.columns.length ? draft.value.mapping : preview.mapping;
  const change = useChange(['/people-imports']);
  const errors = useFieldErrors(change.refusal, reasons.fields);
  const check = async () => {
    const body = { encoding: preview.encoding, delimiter: preview.delimiter, mapping, dateOrder, emptyCells };
    const answer = await change.send({ path: `/people-imports/${made.id}/check`, body });
    if (answer?.kind !== 'done') return;
    draft.drop();
    props.onChecked();
  };
  const columns = preview.columns.map((heading, index) => ({
    id: String(index),
    heading,
    examples: preview.rows.map((row) => row[index] ?? '').filter((cell) => cell !== ''),
  }));
  const options = [
    { id: 'none' as Choice, label: t('imports.columns.none') },
    ...targets.map((id) => ({ id: id as Choice, label: t(`field.${id}`) })),
  ];
  return (
    <>
      <DataTable
        label={t('imports.columns.title')}
        items={columns}
        idOf={({ id }) => id}
        nameOf={({ heading }) => heading}
        columns={[
          { id: 'heading', title: t('imports.columns.heading'), cell: ({ heading }) => <bdi>{heading}</bdi> },
          {
            id: 'examples',
            title: t('imports.columns.examples'),
            cell: ({ examples }) => <bdi className="quiet">{examples.slice(0, 3).join(' · ')}</bdi>,
          },
          {
            id: 'target',
            title: t('imports.columns.target'),
            cell: ({ id, heading }) => (
              <Select<Choice>
                label={t('imports.columns.targetOf', { heading })}
                hint={t('imports.columns.targetHint')}
                isLabelUnseen
                options={options}
                value={mapping[Number(id)] ?? 'none'}
                onChange={(target) =>
                  draft.change({
                    mapping: mapping.map((each, index) =>
                      index === Number(id) ? (target === 'none' ? null : target) : each,
                    ),
                  })
                }
              />
            ),
          },
        ]}
        empty={null}
      />
      <ChoiceCards<Options['emptyCells']>
        label={t('imports.columns.emptyCells')}
        options={[
          { id: 'keep', label: t('imports.columns.keep'), detail: t('imports.columns.keepText') },
          { id: 'clear', label: t('imports.columns.clear'), detail: t('imports.columns.clearText') },
        ]}
        value={emptyCells}
        onChange={(chosen) => draft.change({ emptyCells: chosen })}
      />
      {mapping.includes('birthDate') ? (
        <ChoiceCards<Options['dateOrder']>
          label={t('imports.columns.dateOrder')}
          hint={t('imports.columns.dateOrderHint')}
          options={[
            { id: 'dayFirst', label: t('imports.columns.dayFirst') },
            { id: 'monthFirst', label: t('imports.columns.monthFirst') },
          ]}
          value={dateOrder}
          onChange={(chosen) => draft.change({ dateOrder: chosen })}
        />
      ) : null}
      {errors('mapping') === undefined ? (
        <RefusalNotice refusal={change.refusal} reasons={reasons.refusals} />
      ) : (
        <Notice kind="danger" announce="alert">
          {errors('mapping')}
        </Notice>
      )}
      <div className="row">
        <Button kind="primary" busy={change.busy} onPress={() => void check()}>
          {t('imports.check')}
        </Button>
      </div>
    </>
  );
};
