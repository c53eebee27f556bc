import type { Refusal } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { ComboBox, TextArea, TextField, useCountries, useFieldErrors } from '../ui/index.ts';
import type { PersonView } from './answers.ts';
import { useReasons } from './use-reasons.ts';

/** A person as a form holds them: everything is text. */
export interface PersonForm {
  readonly accountName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly birthDate: string;
  readonly country: string;
  readonly employeeNumber: string;
  /** One a line. */
  readonly mails: string;
}
export type PersonField = keyof PersonForm;
export const personFields = [
  'accountName',
  'givenName',
  'surname',
  'birthDate',
  'country',
  'employeeNumber',
  'mails',
] as const satisfies readonly PersonField[];

export const emptyPerson: PersonForm = {
  ...{
    accountName: '',
    givenName: '',
    surname: '',
    birthDate: '',
    country: '',
    employeeNumber: '',
    mails: '',
  },
};

export const toForm = (person: PersonView): PersonForm => ({
  accountName: person.accountName,
  givenName: person.givenName,
  surname: person.surname,
  birthDate: person.birthDate ?? '',
  country: person.country ?? '',
  employeeNumber: person.employeeNumber,
  mails: person.mails.map(({ mail }) => mail).join('\n'),
});

/** What is sent for a field: nothing typed means none on record. */
export const toValue = (field: PersonField, typed: string): unknown => {
  if (field === 'mails') return typed.split(/\s*\n\s*/).filter((line) => line.trim() !== '');
  return typed.trim() === '' && (field === 'birthDate' || field === 'country') ? null : typed;
};

/** The fields of a person; what is wrong stands at the field it is about. */
export const PersonFields = (props: {
  readonly value: PersonForm;
  readonly onChange: (changed: Partial<PersonForm>) => void;
  readonly refusal: Refusal | null;
}) => {
  const { t } = useTexts('people');
  const { value, onChange } = props;
  const errors = useFieldErrors(props.refusal, useReasons().ofForms);
  const countries = useCountries();
  return (
    <>
      <TextField
        label={t('field.accountName')}
        hint={t('hint.accountName')}
        value={value.accountName}
        onChange={(accountName) => onChange({ accountName })}
        error={errors('accountName')}
        isCode
      />
      <TextField
        label={t('field.givenName')}
        hint={t('hint.givenName')}
        value={value.givenName}
        onChange={(givenName) => onChange({ givenName })}
        error={errors('givenName')}
      />
      <TextField
        label={t('field.surname')}
        hint={t('hint.surname')}
        value={value.surname}
        onChange={(surname) => onChange({ surname })}
        error={errors('surname')}
      />
      <TextField
        label={t('field.birthDate')}
        hint={t('hint.birthDate')}
        isOptional
        type="date"
        value={value.birthDate}
        onChange={(birthDate) => onChange({ birthDate })}
        error={errors('birthDate')}
      />
      <ComboBox
        label={t('field.country')}
        hint={t('hint.country')}
        isOptional
        options={countries}
        value={value.country === '' ? null : value.country}
        onChange={(country) => onChange({ country: country ?? '' })}
        error={errors('country')}
      />
      <TextField
        label={t('field.employeeNumber')}
        hint={t('hint.employeeNumber')}
        isOptional
        value={value.employeeNumber}
        onChange={(employeeNumber) => onChange({ employeeNumber })}
        error={errors('employeeNumber')}
        isCode
      />
      <TextArea
        label={t('field.mails')}
        hint={t('hint.mails')}
        isOptional
        value={value.mails}
        onChange={(mails) => onChange({ mails })}
        error={errors('mails')}
        isCode
        rows={3}
      />
    </>
  );
};
