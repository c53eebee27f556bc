import { useMemo } from 'react';
import { useFormats, useTexts } from '../language/index.ts';

// One entry of GET /audit and of GET /recoveries/:caseNumber
export interface RecordEntry {
  readonly chain: string;
  readonly caseNumber: string | null;
  readonly sequence: number;
  readonly at: number;
  readonly activity: string;
  readonly result: 'success' | 'refused' | 'failed';
  readonly code: string;
  readonly actor: { readonly id: string; readonly displayName: string };
  readonly facts: readonly { readonly name: string; readonly value: string | number | boolean }[];
  readonly personal: readonly string[];
  readonly hash: string;
}

export interface CodeWords {
  readonly name: string;
  readonly means: string;
  readonly todo: string;
}

/** What the record's words mean. A word that a newer or older version wrote is shown as it is. */
export const useRecordWords = () => {
  const { t } = useTexts('record');
  const { count } = useFormats();
  return useMemo(() => {
    const say = (key: string, otherwise: string): string =>
      t(key as never, { defaultValue: otherwise }) as string;
    return {
      activity: (activity: string) => ({
        name: say(`activities.${activity.replace('.', '-')}.name`, activity),
        means: say(`activities.${activity.replace('.', '-')}.means`, ''),
      }),
      /** Null where there is no reason. */
      code: (code: string): CodeWords | null =>
        code === ''
          ? null
          : {
              name: say(`codes.${code}.name`, code),
              means: say(`codes.${code}.means`, ''),
              todo: say(`codes.${code}.todo`, ''),
            },
      actor: ({ id, displayName }: RecordEntry['actor']): string => {
        if (displayName !== '') return displayName;
        return id.startsWith('admin:') && id !== 'admin:host'
          ? say('actors.gone', id)
          : say(`actors.${id.replace(':', '-')}`, id);
      },
      fact: (name: string): string => say(`facts.${name}`, name),
      value: (value: string | number | boolean): string => {
        if (typeof value === 'number') return count(value);
        if (typeof value === 'boolean') return say(`values.${value}`, String(value));
        return say(`values.${value}`, value);
      },
    };
  }, [t, count]);
};
