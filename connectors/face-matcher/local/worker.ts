/**
 * The engine's own process. Decoders and networks meet hostile bytes here: no secret, no database, no file but its
 * own code, and a crash or a runaway ends this process only. Node keeps it from writing, from reading elsewhere and from starting
 * anything; from the network it cannot keep it (face-check.md 8). One question at a time.
 */
import { compareFaces } from './compare-faces.ts';
import { type FaceEngine, loadEngine } from './engine/load-engine.ts';
import type { WorkerMessage, WorkerQuestion } from './messages.ts';
import { readFrame } from './read-frame.ts';

/** The parent is gone, however it went: nobody is left to answer. */
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole terminal group; the parent decides when its workers end.
process.on('SIGINT', () => undefined);

const engine = loadEngine();
engine.then(
  () => say({ kind: 'ready' }),
  (cause: unknown) => say({ kind: 'failed', reason: reasonOf(cause) }),
);

process.on('message', (question: WorkerQuestion) => {
  void answer(question).then(say);
});

async function answer(question: WorkerQuestion): Promise<WorkerMessage> {
  try {
    const loaded: FaceEngine = await engine;
    return question.kind === 'read'
      ? { kind: 'reading', reading: await readFrame(loaded, question.frame) }
      : { kind: 'comparison', comparison: await compareFaces(loaded, question) };
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
