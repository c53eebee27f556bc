/**
 * The engine's own process. Decoders and networks meet hostile bytes here: no secret, no database, no network,
 * and a crash or a runaway ends this process only (face-check.md 8). One comparison at a time.
 */
import { compareFaces } from './compare-faces.ts';
import { type FaceEngine, loadEngine } from './load-engine.ts';
import type { CompareMessage, WorkerMessage } from './messages.ts';

/** The parent is gone, however it went: nobody is left to answer. */
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole terminal group; the parent decides when its workers end.
process.on('SIGINT', () => undefined);

const engine = loadEngine();
engine.then(
  () => say({ kind: 'ready' }),
  (cause: unknown) => say({ kind: 'failed', reason: reasonOf(cause) }),
);

process.on('message', (message: CompareMessage) => {
  void answer(message).then(say);
});

async function answer(message: CompareMessage): Promise<WorkerMessage> {
  try {
    const loaded: FaceEngine = await engine;
    return { kind: 'answer', comparison: await compareFaces(loaded, message) };
  } catch (cause) {
    return { kind: 'failed', reason: reasonOf(cause) };
  }
}

function say(message: WorkerMessage): void {
  if (process.connected) process.send?.(message);
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'unknown';
}
