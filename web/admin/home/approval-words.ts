import type texts from '../../../texts/portal/home/en.json';
import { useTexts } from '../language/index.ts';
import type { Approval, ApprovalPerson } from './answers.ts';

type Act = keyof (typeof texts)['acts'];
type Field = keyof (typeof texts)['fields'];
type Value = keyof (typeof texts)['values'];
type Failure = keyof (typeof texts)['failedBecause'];

export interface ApprovalWords {
  /** "Add an authority: Example ID Root" */
  readonly title: (approval: Approval) => string;
  readonly person: (person: ApprovalPerson) => string;
  readonly field: (name: string) => string;
  readonly value: (value: string | null) => string;
  /** Why it was agreed to and could not be done. */
  readonly failure: (reason: string) => string;
}

/**
 * What an approval is about, in words. Acts, fields and values that have no text yet (of a newer server) are shown by their
 * names: a second person must never agree to a line that was left out.
 */
export const useApprovalWords = (): ApprovalWords => {
  const { t } = useTexts('home');
  return {
    title: ({ act, subject }) => {
      const key = act.replaceAll('.', '-') as Act;
      return t('approvals.about', { act: t(`acts.${key}`, { defaultValue: act }), name: subject.name });
    },
    person: ({ actor, displayName }) => {
      if (displayName !== '') return displayName;
      return actor === 'admin:host' ? t('approvals.host') : t('approvals.gone');
    },
    field: (name) => t(`fields.${name as Field}`, { defaultValue: name }),
    value: (value) =>
      value === null ? t('values.nothing') : t(`values.${value as Value}`, { defaultValue: value }),
    failure: (reason) => t(`failedBecause.${reason as Failure}`, { defaultValue: t('failedBecause.other') }),
  };
};
