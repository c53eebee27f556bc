import {
  builtInFaceCheck,
  type FaceCheckFacts,
  type FaceCheckVendor,
  parseFaceCheckVendor,
} from '../../recovery/policy/index.ts';
import type { FaceMatcher } from '../../recovery/steps/face-check/index.ts';
import { ConfigProblem } from '../config.ts';
import type { Installation } from '../installation.ts';

/** Where one of them is stored. */
export const vendorSubject = (id: string) => `faceCheck:${id}`;

/** Under which its health is kept, beside that of the providers. */
export const healthOfVendor = (id: string) => `faceCheck:${id}`;

/** Every vendor of the catalogue, by name. What was stored is judged again each time, as it is with providers (T15). */
export async function readVendors({
  config,
  settings,
}: Pick<Installation, 'config' | 'settings'>): Promise<readonly FaceCheckVendor[]> {
  const stored = await settings.list(vendorSubject(''));
  const vendors = stored.map(({ content, subject, version }) => {
    const parsed = parseFaceCheckVendor({ ...content, version }, { example: config.example });
    if (parsed.kind === 'parsed' && vendorSubject(parsed.value.id) === subject) return parsed.value;
    const [first] = parsed.kind === 'invalid' ? parsed.problems : [];
    throw new ConfigProblem(
      `The stored rules are not valid: ${subject}.${first?.path ?? 'id'}: ${first?.message ?? ''}`,
    );
  });
  return vendors.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Regain's own. It has no presentation-attack detection, and says so whatever anybody stored. */
export function builtInFacts(
  matcher: Pick<FaceMatcher, 'version' | 'presentationAttackDetection'>,
): FaceCheckFacts {
  return {
    id: builtInFaceCheck,
    name: '',
    version: matcher.version,
    presentationAttackDetection: { assurance: matcher.presentationAttackDetection, evidence: null },
    recommendedThreshold: 70,
  };
}
