import { useCallback, useEffect, useState } from 'react';

/**
 * The small steps inside one address. Each is a history entry, so the browser's back button undoes one
 * step and a reload stays on it. Steps hold no secrets: only their names go into the history.
 */
export const useHistoryStep = <Step extends string>(
  steps: readonly [Step, ...Step[]],
): readonly [Step, (step: Step) => void] => {
  const known = steps.join();
  const read = useCallback((): Step => {
    const kept: unknown = history.state?.step;
    return known.split(',').find((step): step is Step => step === kept) ?? (known.split(',')[0] as Step);
  }, [known]);
  const [step, setStep] = useState(read);
  useEffect(() => {
    const popped = () => setStep(read());
    window.addEventListener('popstate', popped);
    return () => window.removeEventListener('popstate', popped);
  }, [read]);
  const go = useCallback((next: Step) => {
    history.pushState({ step: next }, '');
    setStep(next);
  }, []);
  return [step, go];
};
