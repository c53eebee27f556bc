import type { GroupFiles } from './group-files.ts';

interface Group {
  readonly files: Map<string, string>;
  readonly processes: Set<number>;
}

/**
 * A tree of control groups in memory that says no where the kernel does: to a limit whose controller is not switched on above, to
 * controllers below a group with processes in it, to removing a group with somebody in it, and to whoever it was not given to.
 */
export function testGroupTree(from: {
  /** What /proc/self/cgroup says. */
  readonly own: string;
  /** Group → processes in it. Those above are there, too, and empty. */
  readonly groups: Readonly<Record<string, readonly number[]>>;
  /** Of every group. */
  readonly controllers?: string;
  /** Groups that may be changed, with all below them. */
  readonly writable?: readonly string[];
  /** Processes that can be moved; any other one has ended. */
  readonly alive?: readonly number[];
  /** The uppermost group is the machine's own. */
  readonly wholeMachine?: boolean;
  readonly withoutSwap?: boolean;
}) {
  const { controllers = 'cpu memory pids', writable = ['/'], alive = [], wholeMachine = false } = from;
  const groups = new Map<string, Group>();
  const parentOf = (path: string) => path.replace(/\/[^/]+$/, '') || '/';

  function add(path: string, processes: readonly number[] = []): Group {
    if (path !== '/' && !groups.has(parentOf(path))) add(parentOf(path));
    const group: Group = { files: new Map(), processes: new Set(processes) };
    group.files.set('cgroup.controllers', controllers).set('cgroup.subtree_control', '');
    if (!(path === '/' && wholeMachine)) group.files.set('cgroup.type', 'domain');
    const given = groups.get(parentOf(path))?.files.get('cgroup.subtree_control') ?? '';
    if (given.includes('memory'))
      group.files.set('memory.max', 'max').set('memory.oom.group', '0').set('memory.events', 'oom_kill 0\n');
    if (given.includes('memory') && from.withoutSwap !== true) group.files.set('memory.swap.max', 'max');
    if (given.includes('pids')) group.files.set('pids.max', 'max');
    groups.set(path, group);
    return group;
  }
  for (const [path, processes] of Object.entries(from.groups)) add(path, processes);

  function at(path: string): { readonly path: string; readonly group: Group; readonly file: string } {
    const [, inside = '', file = ''] = /^\/sys\/fs\/cgroup(.*)\/([^/]+)$/.exec(path) ?? [];
    const group = groups.get(inside || '/');
    if (group === undefined) throw refusal('ENOENT');
    return { path: inside || '/', group, file };
  }
  function mayWrite(path: string): void {
    if (!writable.some((each) => `${path}/`.startsWith(each === '/' ? '/' : `${each}/`)))
      throw refusal('EACCES');
  }
  function write(path: string, group: Group, file: string, text: string): void {
    if (file === 'cgroup.procs') {
      if (text === '') return;
      if (!alive.includes(Number(text))) throw refusal('ESRCH');
      if (path !== '/' && group.files.get('cgroup.subtree_control') !== '') throw refusal('EBUSY');
      for (const { processes } of groups.values()) processes.delete(Number(text));
      group.processes.add(Number(text));
      return;
    }
    if (!group.files.has(file)) throw refusal('ENOENT');
    if (file === 'cgroup.subtree_control' && group.processes.size > 0 && !(path === '/' && wholeMachine))
      throw refusal('EBUSY');
    group.files.set(file, file === 'cgroup.subtree_control' ? text.replaceAll('+', '') : text);
  }

  const files: GroupFiles = {
    read(path) {
      if (path === '/proc/self/cgroup') return from.own;
      const { group, file } = at(path);
      if (file === 'cgroup.procs') return [...group.processes, ''].join('\n');
      const text = group.files.get(file);
      if (text === undefined) throw refusal('ENOENT');
      return text;
    },
    write(path, text) {
      const found = at(path);
      mayWrite(found.path);
      write(found.path, found.group, found.file, text);
    },
    list(folder) {
      const { path } = at(`${folder}/x`);
      return [...groups.keys()].filter((each) => each !== '/' && parentOf(each) === path).map(nameOf);
    },
    make(folder) {
      const { path } = at(folder);
      mayWrite(path);
      const made = folder.slice('/sys/fs/cgroup'.length);
      if (groups.has(made)) throw refusal('EEXIST');
      add(made);
    },
    remove(folder) {
      const { path, group } = at(`${folder}/x`);
      mayWrite(path);
      if (group.processes.size > 0) throw refusal('EBUSY');
      groups.delete(path);
    },
  };
  return { files, groups };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function refusal(code: string): Error {
  return Object.assign(new Error(code), { code });
}
