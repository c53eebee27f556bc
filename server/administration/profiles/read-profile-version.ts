import { builtInFaceCheck, type ClaimBinding, type Profile } from '../../../recovery/policy/index.ts';

/** A profile as some version of it stands in the history: its place belongs to the order. */
export type ProfileVersion = Omit<Profile, 'priority'>;

/**
 * Opens what an older release wrote: a binding that names no claim compared the usual one and required it, every face check was the
 * built-in one, and nobody waited. Null: deleted.
 */
export function readProfileVersion(content: unknown): ProfileVersion | null {
  if (content === null) return null;
  const { priority: _, ...stored } = content as Profile;
  const claimBindings = stored.claimBindings.map((binding): ClaimBinding => {
    const claim = binding.claim ?? (binding.attribute === 'birthDate' ? 'birthDate' : 'names');
    return { ...binding, claim, required: binding.required ?? true };
  });
  const faceCheck = { ...stored.faceCheck, provider: stored.faceCheck.provider ?? builtInFaceCheck };
  return { ...stored, claimBindings, faceCheck, crossDeviceWaitHours: stored.crossDeviceWaitHours ?? 0 };
}
