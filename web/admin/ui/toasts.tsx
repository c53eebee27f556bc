import { useSyncExternalStore } from 'react';
import { useTexts } from '../language/index.ts';
import { Button } from './button.tsx';

interface Toast {
  readonly id: number;
  readonly text: string;
}

let toasts: readonly Toast[] = [];
let lastId = 0;
const watchers = new Set<() => void>();
const set = (next: readonly Toast[]) => {
  toasts = next;
  for (const tell of watchers) tell();
};
const watch = (changed: () => void) => {
  watchers.add(changed);
  return () => watchers.delete(changed);
};

/** Says in passing that something was done: `toast(t('saved'))`. Stays until closed or until two newer ones came. */
export const toast = (text: string): void => {
  lastId += 1;
  set([...toasts.slice(-1), { id: lastId, text }]);
};

/** The place where they appear; part of the frame. A live region that is there before anything is said in it. */
export const Toasts = () => {
  const { t } = useTexts('frame');
  const shown = useSyncExternalStore(watch, () => toasts);
  return (
    <div className="toasts" role="status" aria-label={t('toasts.label')}>
      {shown.map(({ id, text }) => (
        <div key={id} className="toast">
          <span>{text}</span>
          <Button kind="quiet" onPress={() => set(toasts.filter((each) => each.id !== id))}>
            {t('action.close')}
          </Button>
        </div>
      ))}
    </div>
  );
};
