import { Fault } from '../outcome.ts';
import type { EvidenceKind, Recovery } from '../store/index.ts';
import { followCourse } from './course.ts';
import type { RecoveryEvent, Reply } from './events.ts';
import { type Evidence, openEvidenceKey, reviveEvidence, sealEvidence } from './evidence-drawer.ts';
import { order } from './order.ts';
import type { JourneyPorts } from './ports.ts';
import { everyEvidence, type Move, Overtaken, type Transition } from './transition.ts';

export interface Advanced {
  readonly recovery: Recovery;
  readonly reply: Reply;
  /** False: the event did not fit the state; nothing changed. */
  readonly moved: boolean;
}

const attempts = 5;
/** No honest recovery takes so many steps; without an end, one cookie could fill the tables (T18). */
const mostMoves = 500;
const closing: ReadonlySet<RecoveryEvent['type']> = new Set(['leave', 'stop', 'expire', 'signedIn']);

/**
 * The only writer of a recovery. Loads it, runs the step the event belongs to, and stores new state, evidence and
 * audit entry in ONE transaction, and only if nobody moved the recovery meanwhile (R29): then it reads again and
 * looks whether the event still fits. Slow work (a provider, the face engine) runs before that transaction, so no lock waits for it.
 *
 * Throws a `Fault` when the world is broken; the recovery then stays where it was. Null: there is no such recovery.
 */
export async function advance(
  ports: JourneyPorts,
  request: { readonly recoveryId: string; readonly event: RecoveryEvent },
): Promise<Advanced | null> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const recovery = await ports.store.read(request.recoveryId);
    if (recovery === null) return null;
    const transition = order[recovery.state][request.event.type] as
      | Transition<RecoveryEvent['type']>
      | undefined;
    if (transition === undefined) return { recovery, reply: {}, moved: false };
    if (recovery.version >= mostMoves && !closing.has(request.event.type))
      return { recovery, reply: {}, moved: false };

    const move = await transition(await createContext(ports, recovery, request.event));
    if (move === null) return { recovery, reply: {}, moved: false };
    if ('told' in move) return { recovery, reply: move.told, moved: false };

    const stored = await storeMove(ports, recovery, move);
    if (stored === null) continue;
    ports.onMoved(recovery.id);
    if (move.fault !== undefined) throw move.fault;
    if (!move.goOn) return { ...stored, moved: true };
    const next = await advance(ports, { recoveryId: recovery.id, event: { type: 'continue' } });
    return next === null
      ? null
      : { recovery: next.recovery, reply: { ...stored.reply, ...next.reply }, moved: true };
  }
  throw new Fault('the recovery is being moved by too many at once', {
    code: 'recoveryBusy',
    retryable: true,
  });
}

async function createContext(ports: JourneyPorts, recovery: Recovery, event: RecoveryEvent) {
  const rows = await ports.store.readEvidence(recovery.id);
  return {
    ports,
    recovery,
    event,
    now: ports.now(),
    stopSiblings: () => stopSiblings(ports, recovery),
    evidence: <K extends EvidenceKind>(kind: K): Evidence[K] | null =>
      recovery.evidenceKeyWrapped === null
        ? null
        : reviveEvidence({
            ports,
            key: openEvidenceKey(ports, recovery),
            recoveryId: recovery.id,
            rows,
            kind,
          }),
  };
}

async function stopSiblings(ports: JourneyPorts, { accountRef, id }: Recovery): Promise<void> {
  // In the transaction under way. A conflict has broken that one: it is for the outer move to try again, not for these.
  const joined = { ...ports, store: { ...ports.store, transaction: <T>(run: () => Promise<T>) => run() } };
  const event = { type: 'stop', by: 'system', reason: 'superseded' } as const;
  for (const sibling of await ports.store.findSiblings({ accountRef, exceptId: id })) {
    await advance(joined, { recoveryId: sibling.id, event });
  }
}

async function storeMove(
  ports: JourneyPorts,
  recovery: Recovery,
  move: Move,
): Promise<Omit<Advanced, 'moved'> | null> {
  const { store } = ports;
  try {
    return await store.transaction(async () => {
      // First the row, then the effects: what a directory does must not have to be undone by a race (R29).
      if (!(await store.lock({ id: recovery.id, expectedVersion: recovery.version }))) throw new Overtaken();
      const effect = (await move.within?.()) ?? {};
      const entry = effect.audit ?? move.audit;
      const moved = { ...move.changes, ...effect.changes };
      const course = followCourse(recovery, {
        changes: moved,
        put: move.put,
        code: entry.code ?? '',
        now: ports.now(),
      });
      const changes = { ...moved, course, updatedAt: ports.now() };
      const fresh = await store.update({ id: recovery.id, expectedVersion: recovery.version, changes });
      if (!fresh) throw new Overtaken();

      const isClosed = changes.state === 'closed';
      await store.dropEvidence(recovery.id, isClosed ? everyEvidence : (move.drop ?? []));
      if (isClosed || move.drop?.includes('faceVisit'))
        await store.hastenDeletions({ recoveryId: recovery.id, now: ports.now() });
      if (isClosed) await store.dropRequests(recovery.id);
      else await putEvidence(ports, recovery, move.put ?? {});

      await store.audit({
        chain: recovery.id,
        at: ports.now(),
        code: '',
        actor: 'person',
        data: {},
        ...entry,
      });
      const mail = effect.mail ?? move.mail;
      if (mail !== undefined) await store.queueMail(mail, ports.now());

      const after = await store.read(recovery.id);
      return { recovery: after!, reply: { ...move.reply, ...effect.reply } };
    });
  } catch (cause) {
    if (cause instanceof Overtaken || (cause instanceof Fault && cause.code === 'storageConflict'))
      return null;
    throw cause;
  }
}

async function putEvidence(ports: JourneyPorts, recovery: Recovery, put: Partial<Evidence>): Promise<void> {
  for (const kind of everyEvidence) {
    const evidence = put[kind];
    if (evidence === undefined) continue;
    const key = openEvidenceKey(ports, recovery);
    await ports.store.putEvidence(
      recovery.id,
      sealEvidence({ ports, key, recoveryId: recovery.id, kind, evidence: evidence as never }),
    );
  }
}
