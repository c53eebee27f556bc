import type { Answer, RecoveryPage, RecoveryView } from '../api/index.ts';
import { type Call, useCall } from '../ui/index.ts';

/** What each page of a recovery gets: where it is, and how to show what the server says next. */
export interface PageProps<Kind extends RecoveryPage['page']> {
  readonly view: RecoveryView;
  readonly now: Extract<RecoveryPage, { page: Kind }>;
  readonly show: (view: RecoveryView) => void;
  /** Asks the server where this recovery stands: after a lost race with another tab, or a lost cookie. */
  readonly refresh: () => Promise<void>;
}

interface Step extends Call {
  /** A call that answers with the next page. */
  readonly go: (call: () => Promise<Answer<RecoveryView>>) => void;
}

/** As `useCall`, and: whoever is no longer on this step (404, 409) is shown where they are instead. */
export const useStep = (props: Pick<PageProps<'explain'>, 'show' | 'refresh'>): Step => {
  const call = useCall((refusal) => {
    if (refusal.status !== 404 && refusal.status !== 409) return false;
    void props.refresh();
    return true;
  });
  return { ...call, go: (next) => void call.run(next, props.show) };
};
