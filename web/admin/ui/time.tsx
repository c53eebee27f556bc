import { useEffect, useState } from 'react';
import { useFormats } from '../language/index.ts';
import { keepFromRow } from './keep-from-row.ts';
import { useLater } from './use-later.ts';

const fetchTold = async () => (await import('./told-time.tsx')).ToldTime;

const everyMinute = 60_000;

const useNow = (): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMinute);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** "3 minutes ago"; the exact time on hover and focus, and in its place when pressed. What shows it on focus is fetched then. */
export const Time = (props: { readonly at: number }) => {
  const { ago, exact } = useFormats();
  const now = useNow();
  const [isExact, setExact] = useState(false);
  const { place, part: Told, come } = useLater(fetchTold);
  const time = (
    <time dateTime={new Date(props.at).toISOString()}>{isExact ? exact(props.at) : ago(props.at, now)}</time>
  );
  const press = () => setExact(!isExact);
  return (
    <span ref={place} className="later">
      {Told === null ? (
        <button
          type="button"
          className="time"
          {...keepFromRow}
          // For a mouse the browser says it; a keyboard has nothing of that kind.
          title={exact(props.at)}
          onFocus={({ currentTarget }) => currentTarget.matches(':focus-visible') && come()}
          onClick={(event) => {
            event.stopPropagation();
            press();
          }}
        >
          {time}
        </button>
      ) : (
        <Told told={exact(props.at)} onPress={press}>
          {time}
        </Told>
      )}
    </span>
  );
};
