import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { sessionGate } from '../api/index.ts';
import { useSession } from './session.tsx';

const fetchDialog = async () => ({ default: (await import('./lost-dialog.tsx')).LostDialog });
const LostDialog = lazy(fetchDialog);

/** Long before a session can be lost, and after everything that the first page needs. */
const fetchedAfterMs = 5_000;

/**
 * Shown over the page while a call waits for a session. The page behind it keeps everything that was typed. The dialog is fetched
 * ahead: when it is needed, a newer version may have been installed, and its file be gone.
 */
export const SessionLost = () => {
  const { accountId } = useSession();
  const reason = useSyncExternalStore(sessionGate.watch, sessionGate.closedBecause);
  useEffect(() => {
    const timer = setTimeout(() => void fetchDialog().catch(() => {}), fetchedAfterMs);
    return () => clearTimeout(timer);
  }, []);
  if (reason === null) return null;
  return (
    <Suspense fallback={null}>
      <LostDialog reason={reason} accountId={accountId} />
    </Suspense>
  );
};
