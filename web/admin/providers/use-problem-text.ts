import type texts from '../../../texts/portal/providers/en.json';
import { useTexts } from '../language/index.ts';

type Problem = keyof (typeof texts)['problem'];

/** Why a provider did not answer. A problem without a text of its own is said in general words. */
export const useProblemText = (): ((problem: string) => string) => {
  const { t } = useTexts('providers');
  return (problem) => t(`problem.${problem as Problem}`, { defaultValue: t('problem.other') });
};
