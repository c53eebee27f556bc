import { useState } from 'react';
import { usePages, useRead } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { ComboBox, useSettled } from '../ui/index.ts';
import type { NamedPerson } from './answers.ts';

const shownAtMost = 10;

/** Somebody, found by name; only their id goes into the address. */
export const PersonFilter = (props: {
  readonly value: string;
  readonly onChange: (accountId: string) => void;
}) => {
  const { t } = useTexts('audit');
  const [typed, setTyped] = useState('');
  const text = useSettled(typed).trim();
  const { value } = props;
  const chosen = useRead<NamedPerson>(`/audit/people/${value}`, { off: value === '' });
  const found = usePages<NamedPerson>('/people/search', {
    ...{ body: { filter: { text } }, limit: shownAtMost, off: text === '' },
  });
  // Gone from the directory, they are still in the record.
  const named =
    value === '' ? null : (chosen.loaded?.value ?? { id: value, accountName: '', displayName: '' });
  const people = [named, ...(found.items ?? [])].filter((each) => each !== null);
  const once = people.filter(({ id }, place) => people.findIndex((each) => each.id === id) === place);
  return (
    <ComboBox
      label={t('filters.person')}
      hint={t('filters.hint.person')}
      options={once.map(({ id, displayName, accountName }) => ({
        ...{ id, label: displayName || accountName || id },
        ...(accountName !== '' && { detail: accountName }),
      }))}
      value={value === '' ? null : value}
      onChange={(id) => props.onChange(id ?? '')}
      onSearch={setTyped}
      whenEmpty={typed.trim() === '' || found.items === null ? t('filters.typeName') : undefined}
    />
  );
};
