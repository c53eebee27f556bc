import { errorCode, type GroupFiles } from './group-files.ts';

/** What stands in the log, with what to do about it. */
const reasons = {
  unknown: 'this system has no control groups',
  versionOne:
    'control groups of version 2 are not mounted at /sys/fs/cgroup: boot the machine with version 2 alone',
  notFound: 'the control group of this process is not to be seen below /sys/fs/cgroup',
  asRoot:
    'Regain runs as root and outside of a container, where nothing tells whether the group was given to it: run it as a user of its own, with Delegate=memory pids',
  controllers: 'the control group does not come with memory and pids: under systemd say Delegate=memory pids',
  notOurs:
    'the control group may not be changed: under systemd say Delegate=memory pids, in a container mount /sys/fs/cgroup writable',
  shared:
    'other processes are in the same control group: under systemd 254 or newer say DelegateSubgroup=regain, else let node be the only process',
} as const;

export type NoGroup = keyof typeof reasons;

export type DelegatedGroup =
  | { readonly kind: 'delegated'; readonly folder: string }
  | { readonly kind: 'none'; readonly code: NoGroup; readonly why: string };

/** The process that asks. */
export interface Asking {
  readonly pid: number;
  readonly isRoot: boolean;
}

const MOUNT = '/sys/fs/cgroup';
const CONTROLLERS = ['memory', 'pids'];

/**
 * The control group in which this process may make others, with memory and pids switched on for them (cgroup-v2.rst,
 * "Delegation"). Only version 2, and only what was given to us: in systemd's tree that is the unit's own group, and nothing
 * above it (systemd: "Control Group APIs and Delegation").
 */
export function openDelegatedGroup(files: GroupFiles, self: Asking): DelegatedGroup {
  let own: string | undefined;
  try {
    own = /^0::(\/.*)$/m.exec(files.read('/proc/self/cgroup'))?.[1];
  } catch {
    return none('unknown');
  }
  if (own === undefined || !isMounted(files)) return none('versionOne');
  if (own.includes('/..')) return none('notFound');
  // Root may write into anybody's group, so that it may says nothing. In a container, and on a machine without an init
  // that keeps groups, we are at the top, and whatever is below is ours.
  if (self.isRoot && own !== '/') return none('asRoot');
  // Greedy: a unit of a person's own systemd lies within that systemd's unit.
  const unit = /^.*\.(?:service|scope)(?=\/|$)/.exec(own)?.[0] ?? own;
  const folder = MOUNT + (unit === '/' ? '' : unit);
  try {
    return prepare(files, folder, self);
  } catch (cause) {
    const code = errorCode(cause);
    return none(code === 'ENOENT' ? 'notFound' : code === 'EBUSY' ? 'shared' : 'notOurs');
  }
}

function prepare(files: GroupFiles, folder: string, self: Asking): DelegatedGroup {
  if (!namesAll(files.read(`${folder}/cgroup.controllers`))) return none('controllers');
  if (!namesAll(files.read(`${folder}/cgroup.subtree_control`))) {
    if (!makeRoom(files, folder, self)) return none('shared');
    files.write(`${folder}/cgroup.subtree_control`, CONTROLLERS.map((name) => `+${name}`).join(' '));
  }
  // Nothing is written: opening it shows whether processes may be moved from our group to another one below this one.
  files.write(`${folder}/cgroup.procs`, '');
  return { kind: 'delegated', folder };
}

/**
 * A group that gives controllers to those below holds no process itself ("No Internal Process Constraint"). Under
 * DelegateSubgroup= it holds none. If there is nobody but us, we go one level down; anybody else is not ours to move.
 */
function makeRoom(files: GroupFiles, folder: string, self: Asking): boolean {
  const inside = files.read(`${folder}/cgroup.procs`).split('\n').filter(Boolean);
  if (inside.length === 0 || isTopOfMachine(files, folder)) return true;
  if (inside.some((pid) => pid !== String(self.pid))) return false;
  const below = `${folder}/regain`;
  try {
    files.make(below);
  } catch (cause) {
    if (errorCode(cause) !== 'EEXIST') throw cause;
  }
  files.write(`${below}/cgroup.procs`, String(self.pid));
  return true;
}

function isMounted(files: GroupFiles): boolean {
  return readable(files, `${MOUNT}/cgroup.controllers`);
}

/** The constraint does not hold there, and it is the one group without a type. */
function isTopOfMachine(files: GroupFiles, folder: string): boolean {
  return !readable(files, `${folder}/cgroup.type`);
}

function readable(files: GroupFiles, path: string): boolean {
  try {
    files.read(path);
    return true;
  } catch {
    return false;
  }
}

function namesAll(controllers: string): boolean {
  const named = controllers.split(/\s+/);
  return CONTROLLERS.every((name) => named.includes(name));
}

function none(code: NoGroup): DelegatedGroup {
  return { kind: 'none', code, why: reasons[code] };
}
