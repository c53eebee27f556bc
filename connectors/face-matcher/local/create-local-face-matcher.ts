import { availableParallelism } from 'node:os';
import { Fault } from '#recovery/outcome.ts';
import type { FaceComparison, FaceMatcher, FrameReading } from '#recovery/steps/face-check/index.ts';
import { isInstalled } from './engine/is-installed.ts';
import { imageKind } from './image-kind.ts';
import type { WorkerGroups } from './open-worker-groups.ts';
import { createWorkerProcess, WORKER_SCRIPT, type WorkerProcess } from './worker-process.ts';

export interface LocalFaceMatcherOptions {
  /** Processes; each takes about 300 MB once it has worked. One more than is busy is never started. */
  readonly workers?: number;
  /** Megabytes of memory of one process; above it, it is killed. */
  readonly memoryLimit?: number;
  /** Milliseconds for one question: a frame, or a whole capture. */
  readonly deadline?: number;
  /** Questions that may wait for a worker; one more is told "busy". */
  readonly queue?: number;
  /** Control groups to hold the workers in. Without them the watchdog is alone. */
  readonly groups?: WorkerGroups | undefined;
  /** Script of the worker: another one only in tests. */
  readonly script?: string;
  /** Whether the engine's packages are there; looked up unless said. */
  readonly installed?: boolean;
}

export interface LocalFaceMatcher extends FaceMatcher {
  /** Processes that run now, for measuring. */
  pids(): readonly number[];
}

/** Bytes and counts before anything is decoded (face-check.md 8). */
export const LIMITS = {
  portraitBytes: 1_000_000,
  frameBytes: 300_000,
  fewestFrames: 3,
  mostFrames: 8,
} as const;

/** Packages and revision of the pipeline: scores of two versions are not comparable without a measurement. */
export const LOCAL_VERSION = 'human 3.3.6, face-api 1.7.15, pipeline 3';

/**
 * The built-in matcher: `@vladmandic/human` finds, `@vladmandic/face-api` describes, in processes of their own.
 * Faults: `faceMatcherBusy`, `faceMatcherTooSlow`, `faceMatcherTooLarge`, `faceMatcherCrashed`, `faceMatcherNotHeld`, `faceMatcherNotInstalled`,
 * `faceMatcherClosed`; all but the last two may be tried again.
 */
export function createLocalFaceMatcher(options: LocalFaceMatcherOptions = {}): LocalFaceMatcher {
  const { workers = Math.min(2, availableParallelism()), queue = 20 } = options;
  const { deadline = 10_000, memoryLimit = 640, script = WORKER_SCRIPT, groups } = options;
  const { installed = isInstalled() } = options;
  const all = Array.from({ length: workers }, () =>
    createWorkerProcess({ deadline, memoryLimit, script, groups }),
  );
  const idle = [...all];
  const waiting: {
    readonly take: (worker: WorkerProcess) => void;
    readonly refuse: (fault: Fault) => void;
  }[] = [];
  let closed = false;

  function takeWorker(): Promise<WorkerProcess> {
    if (closed) return Promise.reject(closedFault());
    if (!installed) return Promise.reject(notInstalledFault());
    const worker = idle.pop();
    if (worker !== undefined) return Promise.resolve(worker);
    if (waiting.length >= queue) return Promise.reject(busyFault());
    return new Promise((take, refuse) => waiting.push({ take, refuse }));
  }

  function giveBack(worker: WorkerProcess): void {
    const next = waiting.shift();
    if (next === undefined) idle.push(worker);
    else next.take(worker);
  }

  async function withWorker<T>(work: (worker: WorkerProcess) => Promise<T>): Promise<T> {
    const worker = await takeWorker();
    try {
      return await work(worker);
    } finally {
      giveBack(worker);
    }
  }

  return {
    id: 'local',
    version: LOCAL_VERSION,
    presentationAttackDetection: 'none',
    isInstalled: installed,
    async readFrame(frame): Promise<FrameReading> {
      if (!isReadable(frame)) return { kind: 'capture', problem: 'unreadable' };
      return (await withWorker((worker) => worker.ask({ kind: 'read', frame }))).reading;
    },
    async compare({ portrait, frames }): Promise<FaceComparison> {
      if (portrait.length > LIMITS.portraitBytes || imageKind(portrait) === null) {
        return { kind: 'portrait', problem: 'unreadable' };
      }
      const counted = frames.length >= LIMITS.fewestFrames && frames.length <= LIMITS.mostFrames;
      if (!counted || !frames.every(({ picture }) => isReadable(picture))) {
        return { kind: 'capture', problem: 'unreadable' };
      }
      return (await withWorker((worker) => worker.ask({ kind: 'compare', portrait, frames }))).comparison;
    },
    pids: () => all.flatMap((worker) => worker.pid() ?? []),
    async warmUp() {
      // One is enough to begin with; the idle one that worked last is asked first.
      await withWorker((worker) => worker.warmUp());
    },
    async close() {
      closed = true;
      for (const { refuse } of waiting.splice(0)) refuse(closedFault());
      await Promise.all(all.map((worker) => worker.close()));
    },
  };
}

function isReadable(frame: Uint8Array): boolean {
  return frame.length <= LIMITS.frameBytes && imageKind(frame) !== null;
}

function busyFault(): Fault {
  return new Fault('too many faces are waiting to be looked at', {
    code: 'faceMatcherBusy',
    retryable: true,
  });
}

function notInstalledFault(): Fault {
  return new Fault('the face engine is not installed', { code: 'faceMatcherNotInstalled', retryable: false });
}

function closedFault(): Fault {
  return new Fault('the face matcher is closed', { code: 'faceMatcherClosed', retryable: false });
}
