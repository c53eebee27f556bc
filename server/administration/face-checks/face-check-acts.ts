import { createHash } from 'node:crypto';
import type { ProviderHealth } from '../../../connectors/storage/postgres/index.ts';
import type { FaceCheckVendor } from '../../../recovery/policy/index.ts';
import {
  askVendor,
  healthOfVendor,
  readVendors,
  sealVendorSecret,
  vendorSubject,
} from '../../face-checks/index.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { type Asked, askSecondPerson } from '../approvals.ts';
import { changedMeanwhile } from '../change-organisation.ts';
import { changeVendor, switchVendorOn, vendorChanges } from './change-vendor.ts';
import { findVendor, judgeVendor, storeVendor } from './store-vendor.ts';
import { describeVendor, type VendorListing, vendorUsers } from './vendor-listing.ts';

/** What an admin says about a vendor. */
export type FaceCheckEntry = Omit<FaceCheckVendor, 'id' | 'version' | 'enabled' | 'secretSealed'> & {
  /** The key to show to it; empty leaves the one that is there, as long as the address does not change. */
  readonly secret: string;
};

/** Vendors of face checks (face-check.md 10). */
export function faceCheckActs(acting: Acting) {
  const { installation, actor, record } = acting;
  const { config, settings, policy, providerHealth, deletions, database, now } = installation;

  /** Typed, or the one from before: sealed for its address, so another address needs it typed again (T23). */
  function sealKey(
    about: Pick<FaceCheckVendor, 'id' | 'address'>,
    secret: string,
    before: FaceCheckVendor | null,
  ) {
    if (secret !== '') return sealVendorSecret(installation, about, secret);
    if (before !== null && before.address === about.address) return before.secretSealed;
    throw new AdminProblem('secret: the key has to be typed for this address', {
      code: 'invalid',
      fields: [
        {
          field: 'secret',
          code: before === null ? 'required' : 'keyNeeded',
          message: 'has to be typed for this address',
        },
      ],
    });
  }

  const isRelied = async (id: string): Promise<boolean> =>
    vendorUsers(await policy.readProfiles(), id).some(({ mode }) => mode === 'production');

  async function list(): Promise<readonly VendorListing[]> {
    const [profiles, health] = [await policy.readProfiles(), await providerHealth.list()];
    const listings: VendorListing[] = [];
    for (const vendor of await readVendors(installation)) {
      const asked = health.find(({ providerId }) => providerId === healthOfVendor(vendor.id)) ?? null;
      const { owed, overdue } = await deletions.count(vendor.id);
      listings.push(describeVendor({ vendor, health: asked, owed, overdue, profiles }));
    }
    return listings;
  }

  return {
    listFaceCheckVendors: list,
    addFaceCheckVendor: async ({ secret, ...entry }: FaceCheckEntry): Promise<FaceCheckVendor> => {
      const id = toId(entry.name, entry.address);
      if ((await readVendors(installation)).some((each) => each.id === id))
        throw new AdminProblem('There is a vendor of this name at this address', {
          code: 'invalid',
          fields: [{ field: 'name', code: 'taken', message: 'is there already, at the same address' }],
        });
      const secretSealed = sealKey({ id, address: entry.address }, secret, null);
      return storeVendor(
        acting,
        { ...entry, id, version: 0, enabled: true, secretSealed },
        'admin.faceCheckAdded',
      );
    },
    changeFaceCheckVendor: async (request: {
      id: string;
      expectedVersion: number;
      entry: FaceCheckEntry;
    }): Promise<Asked<FaceCheckVendor>> => {
      const before = await findVendor(acting, request.id, request.expectedVersion);
      const { secret, ...entry } = request.entry;
      const secretSealed = sealKey({ id: before.id, address: entry.address }, secret, before);
      const vendor = judgeVendor({ ...before, ...entry, secretSealed }, config.example);
      if (!(await isRelied(before.id)))
        return {
          kind: 'performed',
          result: await storeVendor(acting, vendor, 'admin.faceCheckChanged'),
        };
      return askSecondPerson(acting, {
        act: changeVendor,
        subject: { kind: 'faceCheck', id: before.id, name: before.name, version: before.version },
        changes: vendorChanges(before, vendor),
        payload: { vendor },
      });
    },
    /** Off holds at once: whoever is at it finds that it cannot be done now, and their recovery is kept. */
    switchFaceCheckVendor: async ({
      id,
      enabled,
    }: {
      id: string;
      enabled: boolean;
    }): Promise<Asked<FaceCheckVendor>> => {
      const before = await findVendor(acting, id);
      if (before.enabled === enabled) return { kind: 'performed', result: before };
      if (!enabled || !(await isRelied(id))) {
        const result = await storeVendor(acting, { ...before, enabled }, 'admin.faceCheckSwitched');
        return { kind: 'performed', result };
      }
      return askSecondPerson(acting, {
        act: switchVendorOn,
        subject: { kind: 'faceCheck', id, name: before.name, version: before.version },
        changes: [{ field: 'enabled', before: 'false', after: 'true' }],
        payload: { id, version: before.version },
      });
    },
    removeFaceCheckVendor: async ({ id, expectedVersion }: { id: string; expectedVersion: number }) => {
      await findVendor(acting, id, expectedVersion);
      const users = vendorUsers(await policy.readProfiles(), id).map(({ name }) => name);
      if (users.length > 0)
        throw new AdminProblem(`Profiles still use this vendor: ${users.join(', ')}`, {
          reason: 'faceCheckInUse',
        });
      // Without its entry nobody could have it delete any more.
      if ((await deletions.count(id)).owed > 0)
        throw new AdminProblem('This vendor still keeps something that is to be deleted', {
          reason: 'faceCheckOwes',
        });
      await database.transaction(async () => {
        const subject = vendorSubject(id);
        if (!(await settings.remove({ subject, expectedVersion, by: actor, now: now() })))
          throw changedMeanwhile();
        await providerHealth.remove(healthOfVendor(id));
        await record('admin.faceCheckRemoved', { faceCheck: id });
      });
    },
    /** Asks it now, with our key, and keeps what it said. */
    testFaceCheckVendor: async ({ id }: { id: string }): Promise<ProviderHealth> => {
      const { problem, tookMs } = await askVendor(installation, await findVendor(acting, id));
      const providerId = healthOfVendor(id);
      await providerHealth.note({ providerId, checkedAt: now(), problem, tookMs });
      await record('admin.faceCheckTested', { faceCheck: id, problem: problem ?? '' });
      return (await providerHealth.list()).find((each) => each.providerId === providerId)!;
    },
  };
}

/** `clear-faces-1a2b3c4d`: readable in the record, and never that of another address. */
function toId(name: string, address: string): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
  const digest = createHash('sha256').update(`${name}|${address}`).digest('hex').slice(0, 8);
  return `${words}-${digest}`.replaceAll(/-+/g, '-').replace(/^-/, '');
}
