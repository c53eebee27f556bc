import { useState } from 'react';
import { Button, DropZone, type FileDropItem, FileTrigger, Text } from 'react-aria-components';
import { useFormats, useTexts } from '../language/index.ts';

/** What is wrong with a file before anybody reads it; null: nothing. */
export const fileProblem = (
  file: { readonly name: string; readonly size: number },
  limits: { readonly endings: readonly string[]; readonly maxBytes: number },
): 'empty' | 'tooLarge' | 'otherKind' | null => {
  if (!limits.endings.some((ending) => file.name.toLowerCase().endsWith(ending))) return 'otherKind';
  if (file.size === 0) return 'empty';
  return file.size > limits.maxBytes ? 'tooLarge' : null;
};

/** One file, by dropping or choosing. `endings`: ['.csv']. What does not fit is said here and never reaches the page. */
export const FileDrop = (props: {
  readonly label: string;
  readonly hint: string;
  readonly endings: readonly string[];
  readonly maxBytes: number;
  readonly file: File | null;
  readonly onFile: (file: File) => void;
}) => {
  const { t } = useTexts('frame');
  const { count } = useFormats();
  const [problem, setProblem] = useState<ReturnType<typeof fileProblem>>(null);
  const take = (file: File) => {
    const found = fileProblem(file, props);
    setProblem(found);
    if (found === null) props.onFile(file);
  };
  return (
    <div className="field">
      <DropZone
        className="drop"
        onDrop={(event) => {
          const dropped = event.items.find((item): item is FileDropItem => item.kind === 'file');
          void dropped?.getFile().then(take);
        }}
      >
        <Text slot="label" className="field-label">
          {props.label}
        </Text>
        <span className="field-hint">{props.hint}</span>
        {props.file === null ? null : (
          <span>
            <bdi>{props.file.name}</bdi> (
            {t('file.kilobytes', { size: count(Math.ceil(props.file.size / 1000)) })})
          </span>
        )}
        <FileTrigger
          acceptedFileTypes={[...props.endings]}
          onSelect={(files) => {
            const [file] = files ?? [];
            if (file !== undefined) take(file);
          }}
        >
          <Button className="button button-secondary">{t('file.choose')}</Button>
        </FileTrigger>
      </DropZone>
      {problem === null ? null : (
        <p className="field-error" role="alert">
          {t(`file.${problem}`, {
            endings: props.endings.join(', '),
            max: count(Math.floor(props.maxBytes / 1_000_000)),
          })}
        </p>
      )}
    </div>
  );
};
