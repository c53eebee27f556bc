import { randomBytes } from 'node:crypto';
import { errorCode, type GroupFiles, groupFiles } from './group-files.ts';
import { type Asking, type NoGroup, openDelegatedGroup } from './open-delegated-group.ts';

/** Threads count as processes: an engine has some twenty, one for each core among them. A wall against a bomb, no measure. */
const MOST_THREADS = 512;
const NAME = 'face-worker-';

export interface WorkerGroups {
  /**
   * Puts a process behind limits, in a group of its own; before anything is said to it. A process that is gone already needs
   * no wall; whatever else is in the way is thrown. @param memoryLimit megabytes
   */
  hold(pid: number, memoryLimit: number): WorkerGroup;
}

export interface WorkerGroup {
  /** Whether the kernel ended its process because of its memory. */
  wasTooLarge(): boolean;
  /** Once its process has ended. What cannot be removed now goes at the next start, or with the unit. */
  remove(): void;
}

export type OpenedWorkerGroups =
  | { readonly kind: 'opened'; readonly groups: WorkerGroups }
  | { readonly kind: 'none'; readonly code: NoGroup; readonly why: string };

/**
 * Control groups for workers: one each, so that who grows ends alone, at once, and whatever the watchdog is doing. Where the
 * machine does not let us, the answer says why and what to do.
 */
export function openWorkerGroups(
  files: GroupFiles = groupFiles,
  self: Asking = { pid: process.pid, isRoot: process.getuid?.() === 0 },
): OpenedWorkerGroups {
  const delegated = openDelegatedGroup(files, self);
  if (delegated.kind === 'none') return delegated;
  const { folder } = delegated;
  sweep(files, folder);
  return {
    kind: 'opened',
    groups: {
      hold(pid, memoryLimit) {
        // One for each process: the one before may not be gone yet, and its memory is not the next one's.
        const group = `${folder}/${NAME}${randomBytes(6).toString('hex')}`;
        files.make(group);
        try {
          limit(files, group, memoryLimit);
          enter(files, group, pid);
        } catch (cause) {
          removeIfEmpty(files, group);
          throw cause;
        }
        return { wasTooLarge: () => kills(files, group) > 0, remove: () => removeIfEmpty(files, group) };
      },
    },
  };
}

/** Left by a Regain that was killed. The kernel removes no group with a process in it, so no living one loses its own. */
function sweep(files: GroupFiles, folder: string): void {
  for (const name of files.list(folder)) {
    if (name.startsWith(NAME)) removeIfEmpty(files, `${folder}/${name}`);
  }
}

function limit(files: GroupFiles, group: string, memoryLimit: number): void {
  files.write(`${group}/memory.max`, String(memoryLimit * 2 ** 20));
  files.write(`${group}/memory.oom.group`, '1');
  files.write(`${group}/pids.max`, String(MOST_THREADS));
  try {
    files.write(`${group}/memory.swap.max`, '0');
  } catch (cause) {
    // A kernel without swap has no such limit, and needs none.
    if (errorCode(cause) !== 'ENOENT') throw cause;
  }
}

function enter(files: GroupFiles, group: string, pid: number): void {
  try {
    files.write(`${group}/cgroup.procs`, String(pid));
  } catch (cause) {
    if (errorCode(cause) !== 'ESRCH') throw cause;
  }
}

function kills(files: GroupFiles, group: string): number {
  try {
    return Number(/^oom_kill (\d+)$/m.exec(files.read(`${group}/memory.events`))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function removeIfEmpty(files: GroupFiles, group: string): void {
  try {
    files.remove(group);
  } catch {
    // Somebody is in it, or it is gone.
  }
}
