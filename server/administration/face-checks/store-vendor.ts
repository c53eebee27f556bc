import { type FaceCheckVendor, parseFaceCheckVendor } from '../../../recovery/policy/index.ts';
import { readVendors, vendorSubject } from '../../face-checks/index.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem, invalidFields } from '../admin-problem.ts';
import { changedMeanwhile } from '../change-organisation.ts';

/** The vendor as it is. `expectedVersion`: what whoever changes it has seen. */
export async function findVendor(
  { installation }: Acting,
  id: string,
  expectedVersion?: number,
): Promise<FaceCheckVendor> {
  const vendor = (await readVendors(installation)).find((each) => each.id === id);
  if (vendor === undefined)
    throw new AdminProblem(`There is no face check vendor ${id}`, { code: 'notFound' });
  if (expectedVersion !== undefined && vendor.version !== expectedVersion) throw changedMeanwhile();
  return vendor;
}

/** Saves what is valid, if nobody was faster; its entry of the record says the version, never the key. */
export async function storeVendor(
  { installation, actor, record }: Acting,
  vendor: FaceCheckVendor,
  activity: 'admin.faceCheckAdded' | 'admin.faceCheckChanged' | 'admin.faceCheckSwitched',
): Promise<FaceCheckVendor> {
  const { config, settings, database, now } = installation;
  const expectedVersion = vendor.version;
  const content = judgeVendor({ ...vendor, version: expectedVersion + 1 }, config.example);
  await database.transaction(async () => {
    const subject = vendorSubject(vendor.id);
    if (!(await settings.save({ subject, content, expectedVersion, by: actor, now: now() })))
      throw changedMeanwhile();
    await record(activity, {
      ...{ faceCheck: vendor.id, version: content.version, enabled: content.enabled },
      assurance: content.presentationAttackDetection.assurance,
    });
  });
  return content;
}

export function judgeVendor(vendor: FaceCheckVendor, example: boolean): FaceCheckVendor {
  const parsed = parseFaceCheckVendor(vendor, { example });
  if (parsed.kind === 'parsed') return parsed.value;
  throw invalidFields(parsed.problems);
}
