import type { Activity, AuditEntry, Code } from '../../recovery/audit/index.ts';
import type { Journey } from '../../recovery/journey/index.ts';
import type { FaceMatcher } from '../../recovery/steps/face-check/index.ts';
import type { Installation } from '../installation.ts';

export interface AdministrationParts {
  readonly installation: Installation;
  readonly journey: Journey;
  readonly faceMatcher: Pick<FaceMatcher, 'id' | 'version' | 'presentationAttackDetection' | 'isInstalled'>;
  /** Work that goes on after its answer and breaks is told here. */
  readonly onBackgroundFailure?: (failure: { readonly work: string; readonly cause: unknown }) => void;
}

/** The parts, and who acts with them. */
export interface Acting extends AdministrationParts {
  /** `admin:host` for whoever holds the socket, `admin:<account id>` in the portal. */
  readonly actor: string;
  /** Appends to the `administration` chain, in the caller's transaction (D35). */
  record(activity: Activity, data: AuditEntry['data'], code?: Code): Promise<void>;
  /** The same activity for many, an entry each. */
  recordEach(activity: Activity, each: readonly AuditEntry['data'][]): Promise<void>;
}

export function actAs(parts: AdministrationParts, actor: string): Acting {
  const { audit, now } = parts.installation;
  return {
    ...parts,
    actor,
    recordEach: (activity, each) =>
      audit.appendMany(
        'administration',
        each.map((data) => ({ at: now(), activity, result: 'success', code: '', actor, data })),
      ),
    record: async (activity, data, code = '') => {
      await audit.append({
        chain: 'administration',
        at: now(),
        activity,
        result: 'success',
        code,
        actor,
        data,
      });
    },
  };
}
