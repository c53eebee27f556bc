import { describe, expect, test } from 'vitest';
import { Fault } from '#recovery/outcome.ts';
import { groupFiles } from './group-files.ts';
import { type OpenedWorkerGroups, openWorkerGroups, type WorkerGroups } from './open-worker-groups.ts';
import { testGroupTree } from './test-group-tree.ts';
import { createWorkerProcess, WORKER_SCRIPT } from './worker-process.ts';

const service = '/system.slice/regain.service';
const us = { pid: 7, isRoot: false };

/** As systemd 254 makes it: Delegate=memory pids, DelegateSubgroup=regain. */
const delegated = {
  own: `0::${service}/regain\n`,
  groups: { [`${service}/regain`]: [6, 7] },
  writable: [service],
  alive: [7, 100],
};

function groupsOf(opened: OpenedWorkerGroups): WorkerGroups {
  if (opened.kind === 'none') throw new TypeError(opened.why);
  return opened.groups;
}

describe('where the workers get groups of their own (face-check.md 8)', () => {
  test.each([
    ['a unit with a subgroup', delegated, us, service, '/regain'],
    [
      'a unit that holds nobody but us',
      { ...delegated, own: `0::${service}\n`, groups: { [service]: [7] } },
      us,
      service,
      '/regain',
    ],
    [
      'a container that may write, as root',
      { own: '0::/\n', groups: { '/': [7] }, alive: [7, 100] },
      { pid: 7, isRoot: true },
      '',
      '/regain',
    ],
    [
      'a machine without an init that keeps groups',
      { own: '0::/\n', groups: { '/': [1, 6, 7] }, alive: [100], wholeMachine: true },
      { pid: 7, isRoot: true },
      '',
      '',
    ],
    [
      'a group given by hand',
      { own: '0::/ours\n', groups: { '/ours': [7] }, writable: ['/ours'], alive: [7, 100] },
      us,
      '/ours',
      '/regain',
    ],
  ] as const)('%s', (_, tree, self, unit, ourOwn) => {
    const { files, groups } = testGroupTree(tree);
    const opened = groupsOf(openWorkerGroups(files, self));
    const group = opened.hold(100, 640);
    const [path, made] = [...groups].find(([each]) => each.startsWith(`${unit}/face-worker-`))!;
    expect([...made.processes]).toEqual([100]);
    expect(Object.fromEntries(made.files)).toMatchObject({
      'memory.max': '671088640',
      'memory.swap.max': '0',
      'memory.oom.group': '1',
      'pids.max': '512',
    });
    if (ourOwn !== '') expect(groups.get(unit + ourOwn)?.processes).toContain(7);
    made.processes.clear();
    group.remove();
    expect(groups.has(path)).toBe(false);
  });

  test('a kernel that knows no swap has no limit on it', () => {
    const { files, groups } = testGroupTree({ ...delegated, withoutSwap: true });
    groupsOf(openWorkerGroups(files, us)).hold(100, 640);
    expect([...groups.values()].some(({ processes }) => processes.has(100))).toBe(true);
  });

  test('what a killed Regain left behind is swept up; a group with somebody in it stays', () => {
    const left = { [`${service}/face-worker-old`]: [], [`${service}/face-worker-living`]: [55] };
    const { files, groups } = testGroupTree({ ...delegated, groups: { ...delegated.groups, ...left } });
    openWorkerGroups(files, us);
    expect(groups.has(`${service}/face-worker-old`)).toBe(false);
    expect(groups.has(`${service}/face-worker-living`)).toBe(true);
  });
});

describe('where they do not, it says why, and changes nothing', () => {
  const unit = { ...delegated, own: `0::${service}\n` };
  test.each([
    ['a system without /proc/self/cgroup', 'unknown', {}, us],
    ['version 1 alone', 'versionOne', { ...unit, own: '4:memory:/x\n1:cpu:/\n', groups: {} }, us],
    [
      'both versions, the second elsewhere',
      'versionOne',
      { ...unit, own: '4:memory:/x\n0::/\n', groups: {} },
      us,
    ],
    ['a namespace that hides our group', 'notFound', { ...unit, own: '0::/../other\n' }, us],
    ['a mount that shows another tree', 'notFound', { ...unit, own: '0::/docker/abc\n' }, us],
    ['a unit without Delegate=', 'notOurs', { ...unit, groups: { [service]: [7] }, writable: [] }, us],
    [
      'root in a unit, whom nobody stops',
      'asRoot',
      { ...unit, groups: { [service]: [7] } },
      { pid: 7, isRoot: true },
    ],
    ['Delegate=pids, without memory', 'controllers', { ...delegated, controllers: 'cpu pids' }, us],
    ['Delegate=memory, without pids', 'controllers', { ...delegated, controllers: 'cpu memory' }, us],
    ['npm and node in one group', 'shared', { ...unit, groups: { [service]: [6, 7] } }, us],
    [
      'a terminal’s own scope',
      'shared',
      { own: '0::/user.slice/a.scope\n', groups: { '/user.slice/a.scope': [3, 7] } },
      us,
    ],
  ] as const)('%s: %s', (_, code, tree, self) => {
    const { files, groups } = testGroupTree({ own: '', groups: {}, ...tree });
    const before = describeTree(groups);
    const seen = code === 'unknown' ? { ...files, read: () => refuseToRead() } : files;
    const opened = openWorkerGroups(seen, self);
    expect(opened).toMatchObject({ kind: 'none', code });
    expect(opened.kind === 'none' && opened.why.length).toBeGreaterThan(20);
    expect(describeTree(groups)).toEqual(before);
  });
});

describe('where a wall was announced, nobody is looked at without it', () => {
  const ask = (groups: WorkerGroups) => {
    const worker = createWorkerProcess({ deadline: 20_000, memoryLimit: 640, script: WORKER_SCRIPT, groups });
    return worker.warmUp().finally(() => worker.close());
  };

  test.each([
    ['the unit was taken away under us', (groups: Map<string, unknown>) => void groups.clear()],
    [
      'the controllers were taken away: a group without limits is none',
      (groups: ReturnType<typeof testGroupTree>['groups']) =>
        void groups.get(service)!.files.set('cgroup.subtree_control', ''),
    ],
  ])('%s', async (_, take) => {
    const { files, groups } = testGroupTree(delegated);
    const opened = groupsOf(openWorkerGroups(files, us));
    take(groups);
    const fault = await ask(opened).catch((cause: unknown) => cause);
    expect(fault).toBeInstanceOf(Fault);
    expect(fault).toMatchObject({ code: 'faceMatcherNotHeld', retryable: true });
    expect([...groups.keys()].filter((path) => path.includes('face-worker-'))).toEqual([]);
  });

  test('a process that is gone already needs no wall', () => {
    const { files } = testGroupTree(delegated);
    expect(groupsOf(openWorkerGroups(files, us)).hold(4_000, 640).wasTooLarge()).toBe(false);
  });

  test('it is held before a word is said to it, and its group goes when it has ended', async () => {
    const told: string[] = [];
    const worker = createWorkerProcess({
      ...{ deadline: 20_000, memoryLimit: 321, script: WORKER_SCRIPT },
      groups: {
        hold(pid, memoryLimit) {
          told.push(`held ${memoryLimit} ${pid === process.pid ? 'us' : 'it'}`);
          return { wasTooLarge: () => false, remove: () => void told.push('removed') };
        },
      },
    });
    await worker.warmUp();
    expect(told).toEqual(['held 321 it']);
    await worker.close();
    expect(told.at(-1)).toBe('removed');
  });
});

const real = openWorkerGroups();
const skipped = real.kind === 'none' ? ` — SKIPPED: ${real.why}` : '';

describe.skipIf(real.kind === 'none')(`on this machine's own control groups${skipped}`, () => {
  const grows = WORKER_SCRIPT.replace('worker.ts', 'fixtures/grows.ts');

  test('grown beyond its limit it is ended by the kernel, with the watchdog asleep', async () => {
    const worker = createWorkerProcess({
      ...{ deadline: 60_000, memoryLimit: 1_000_000, script: grows },
      groups: { hold: (pid) => groupsOf(real).hold(pid, 200) },
    });
    await worker.warmUp();
    const path = groupOf(worker.pid()!);
    expect(groupFiles.read(`${path}/memory.max`)).toBe('209715200\n');
    const question = { kind: 'read', frame: new Uint8Array() } as const;
    await expect(worker.ask(question)).rejects.toMatchObject({ code: 'faceMatcherTooLarge' });
    await worker.close();
    await expect.poll(() => exists(path)).toBe(false);
  }, 60_000);

  test('the engine itself works inside its limit', async () => {
    const worker = createWorkerProcess({
      ...{ deadline: 60_000, memoryLimit: 640, script: WORKER_SCRIPT },
      groups: groupsOf(real),
    });
    await worker.warmUp();
    const path = groupOf(worker.pid()!);
    expect(path).toContain('/face-worker-');
    await worker.close();
    expect(exists(path)).toBe(false);
  }, 60_000);
});

function groupOf(pid: number): string {
  return `/sys/fs/cgroup${/^0::(.*)$/m.exec(groupFiles.read(`/proc/${pid}/cgroup`))?.[1]}`;
}

function exists(folder: string): boolean {
  try {
    return groupFiles.list(folder).length > 0;
  } catch {
    return false;
  }
}

function describeTree(groups: ReturnType<typeof testGroupTree>['groups']) {
  return [...groups].map(([path, { files, processes }]) => [path, [...files], [...processes]]);
}

function refuseToRead(): never {
  throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
}
