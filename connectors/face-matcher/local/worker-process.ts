import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#recovery/outcome.ts';
import type { WorkerMessage, WorkerQuestion } from './messages.ts';
import type { WorkerGroup, WorkerGroups } from './open-worker-groups.ts';
import { readableFolders } from './readable-folders.ts';

export interface WorkerOptions {
  /** Milliseconds for one question, start included; then the process is killed. */
  readonly deadline: number;
  /** Megabytes of resident memory; a process above it is killed. */
  readonly memoryLimit: number;
  /** Script of the child. Tests put one in that misbehaves. */
  readonly script: string;
  /** Where the kernel holds it to its memory. Without them the watchdog is alone. */
  readonly groups?: WorkerGroups | undefined;
}

export const WORKER_SCRIPT = join(import.meta.dirname, 'worker.ts');

/** Megabytes of JavaScript heap. Wasm and pixels lie outside of it, so the whole process is watched as well. */
const HEAP_LIMIT = 384;
/** Share of the memory limit beyond which a process is not asked again. */
const RETIRE_AT = 0.75;
/** Milliseconds between two looks at a working process. */
const WATCH_EVERY = 100;

const answers = { read: 'reading', compare: 'comparison' } as const;

/** One engine process: started at the first call, kept warm, replaced after it died. One call at a time. */
export interface WorkerProcess {
  /** Starts the process and resolves when its models are loaded. */
  warmUp(): Promise<void>;
  /** Its answer to one question; anything else it says instead is a fault. */
  ask<K extends WorkerQuestion['kind']>(
    question: Extract<WorkerQuestion, { kind: K }>,
  ): Promise<Extract<WorkerMessage, { kind: (typeof answers)[K] }>>;
  close(): Promise<void>;
  /** Process id while one runs. */
  pid(): number | null;
}

export function createWorkerProcess(options: WorkerOptions): WorkerProcess {
  const { deadline, memoryLimit, script, groups } = options;
  let child: ChildProcess | null = null;
  let group: WorkerGroup | null = null;

  function running(): ChildProcess {
    if (child !== null) return child;
    const started = startWorker(script);
    const held = groups === undefined ? null : holdIn(groups, started, memoryLimit);
    child = started;
    group = held;
    // After 'exit', when whoever waited for an answer has seen what the group says of the end.
    if (held !== null) started.once('close', () => held.remove());
    started.once('exit', () => {
      if (child === started) child = null;
    });
    return started;
  }

  async function ask<K extends WorkerMessage['kind']>(
    question: WorkerQuestion | null,
    until: K,
  ): Promise<Extract<WorkerMessage, { kind: K }>> {
    const asked = running();
    hold(asked);
    try {
      const reply = await exchange({ child: asked, question, until, deadline, memoryLimit, group });
      // It has answered, but has grown: the next call gets a new one, instead of being the one that is killed.
      if (residentMegabytes(asked) > memoryLimit * RETIRE_AT) end(asked);
      return reply;
    } catch (fault) {
      // Whatever state it is in, the next call must not inherit it: not its model, not its late answer.
      end(asked);
      throw fault;
    } finally {
      letGo(asked);
    }
  }

  function end(asked: ChildProcess): void {
    asked.kill('SIGKILL');
    if (child === asked) child = null;
  }

  return {
    async warmUp() {
      if (child === null) await ask(null, 'ready');
    },
    ask: (question) => ask(question, answers[question.kind]),
    async close() {
      const ending = child;
      child = null;
      if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
      hold(ending);
      ending.kill('SIGKILL');
      await ended;
      group?.remove();
    },
    pid: () => child?.pid ?? null,
  };
}

function startWorker(script: string): ChildProcess {
  const child = fork(script, [], {
    execPath: process.execPath,
    execArgv: [
      `--max-old-space-size=${HEAP_LIMIT}`,
      ...['--permission', '--allow-addons'],
      ...readableFolders().map((folder) => `--allow-fs-read=${folder}`),
    ],
    // Nothing of ours: no master key file, no database address, no proxy.
    env: {},
    serialization: 'advanced',
    // Its output is dropped: a library's complaint may quote what it was given.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  letGo(child);
  return child;
}

/**
 * Before a word is said to it. If it cannot be put there it is ended, and nobody's face is looked at: where a wall was announced,
 * whoever can make it fall must not gain by it. A process that did not even start is the exchange's affair.
 */
function holdIn(groups: WorkerGroups, child: ChildProcess, memoryLimit: number): WorkerGroup | null {
  if (child.pid === undefined) return null;
  try {
    return groups.hold(child.pid, memoryLimit);
  } catch (cause) {
    child.kill('SIGKILL');
    throw new Fault('the face engine could not be put into its control group', {
      ...{ code: 'faceMatcherNotHeld', retryable: true, cause },
    });
  }
}

/** An idle worker does not keep Regain alive; one that owes an answer does. */
function letGo(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}

function hold(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}

function exchange<K extends WorkerMessage['kind']>(with_: {
  readonly child: ChildProcess;
  readonly question: WorkerQuestion | null;
  readonly until: K;
  readonly deadline: number;
  readonly memoryLimit: number;
  readonly group: WorkerGroup | null;
}): Promise<Extract<WorkerMessage, { kind: K }>> {
  const { child, question, until, deadline, memoryLimit, group } = with_;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      settle(() =>
        reject(new Fault('the face engine took too long', { code: 'faceMatcherTooSlow', retryable: true })),
      );
    }, deadline);
    const watchdog = setInterval(() => {
      if (residentMegabytes(child) <= memoryLimit) return;
      settle(() => reject(tooLarge()));
    }, WATCH_EVERY);
    const onMessage = (reply: WorkerMessage) => {
      if (reply.kind === 'failed') settle(() => reject(crashed(reply.reason)));
      if (isOfKind(reply, until)) settle(() => resolve(reply));
    };
    const onExit = () =>
      settle(() => reject(group?.wasTooLarge() ? tooLarge() : crashed('the face engine ended')));
    const onError = (cause: Error) =>
      settle(() => reject(crashed('the face engine could not be reached', cause)));
    function settle(end: () => void): void {
      clearTimeout(timer);
      clearInterval(watchdog);
      child.off('message', onMessage).off('exit', onExit).off('error', onError);
      end();
    }
    child.on('message', onMessage).on('exit', onExit).on('error', onError);
    if (question !== null) child.send(question, (cause) => cause !== null && onError(cause));
  });
}

function isOfKind<K extends WorkerMessage['kind']>(
  reply: WorkerMessage,
  kind: K,
): reply is Extract<WorkerMessage, { kind: K }> {
  return reply.kind === kind;
}

function tooLarge(): Fault {
  return new Fault('the face engine took too much memory', { code: 'faceMatcherTooLarge', retryable: true });
}

function crashed(message: string, cause?: unknown): Fault {
  return new Fault(message, { code: 'faceMatcherCrashed', retryable: true, cause });
}

/** As Linux tells it; 0 where it cannot be known, and then heap limit and deadline are what is left. */
function residentMegabytes({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
