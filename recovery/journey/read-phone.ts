import type { Recovery } from '../store/index.ts';
import { openEvidenceKey, reviveEvidence } from './evidence-drawer.ts';
import type { Phone } from './phone/index.ts';
import type { JourneyPorts } from './ports.ts';

/** The second device of a recovery, as it lies sealed. Null: there is none, or the recovery is closed. */
export async function readPhone(ports: JourneyPorts, recovery: Recovery): Promise<Phone | null> {
  if (recovery.evidenceKeyWrapped === null) return null;
  const rows = await ports.store.readEvidence(recovery.id);
  const key = openEvidenceKey(ports, recovery);
  return reviveEvidence({ ports, key, recoveryId: recovery.id, rows, kind: 'phone' });
}
