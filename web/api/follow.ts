const askEveryMs = 2_000;
/** The server says something every 15 s. */
const silentAfterMs = 40_000;
/** How often a stream that was refused is tried anew, in rounds. */
const roundsUntilRetry = 15;

/** As much of an `EventSource` as is needed; a test plays one. */
export type Stream = Pick<EventSource, 'readyState' | 'onmessage' | 'onerror' | 'close'>;

const closed = 2;
const openStream = (): Stream => new EventSource('/api/recovery/events');

/**
 * Looks again whenever the server says that the recovery has moved. Asking every two seconds is the rule, and a stream that
 * speaks is what spares it: so a stream refused, held back by a proxy, cut, or gone silent while the machine slept loses nothing.
 *
 * @returns how to stop
 */
export const follow = (look: () => void, open: () => Stream = openStream): (() => void) => {
  let heardAt = 0;
  let rounds = 0;
  const listen = (): Stream => {
    const stream = open();
    stream.onmessage = ({ data }: MessageEvent) => {
      heardAt = Date.now();
      if (data === 'moved') look();
    };
    // It reconnects by itself, unless it was refused.
    stream.onerror = () => {
      heardAt = 0;
    };
    return stream;
  };
  let stream = listen();
  const round = () => {
    if (Date.now() - heardAt < silentAfterMs) return;
    look();
    rounds += 1;
    if (heardAt === 0 && (stream.readyState !== closed || rounds % roundsUntilRetry > 0)) return;
    stream.close();
    heardAt = 0;
    stream = listen();
  };
  const timer = setInterval(round, askEveryMs);
  return () => {
    clearInterval(timer);
    stream.close();
  };
};
