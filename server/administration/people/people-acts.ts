import type { Acting } from '../acting.ts';
import { changedMeanwhile } from '../change-organisation.ts';
import {
  type EditedPerson,
  editPerson,
  findPerson,
  isNameTaken,
  nameTaken,
  toAccountChanges,
} from './edit-person.ts';
import { findAdded } from './find-added.ts';
import { type NewPerson, newPerson, parseFields } from './person-fields.ts';
import { setRoles } from './roles-of-person.ts';

/** People: who they are on record, and what may be changed about them. */
export function peopleActs(acting: Acting) {
  const { installation, journey, record } = acting;
  const { builtInDirectory, database } = installation;
  return {
    /** Everything a person's page tells, and what a recovery would do for them now. Looking is on the record. */
    showPerson: async ({ id }: { id: string }) => {
      const account = await findPerson(acting, id);
      const [methods, holds, open, foreseen] = [
        await builtInDirectory.methods.list(id),
        await builtInDirectory.accounts.listHolds({ accountId: id, limit: 20 }),
        await journey.findOpen(id),
        (await journey.preview(id))!,
      ];
      const added = await findAdded(acting, id);
      await record('admin.personLookedUp', { account: id });
      return { account, methods, holds, open, foreseen, added };
    },
    /** What the help desk sees: enough to know that it is the right person (D34). */
    lookUpPerson: async ({ id }: { id: string }) => {
      const account = await findPerson(acting, id);
      await record('admin.personLookedUp', { account: id });
      return account;
    },
    createPerson: async (request: NewPerson): Promise<{ id: string }> => {
      const { groups, ...person } = parseFields(newPerson, request);
      return database.transaction(async () => {
        if (await isNameTaken(builtInDirectory, person.accountName)) throw nameTaken(person.accountName);
        const id = await builtInDirectory.accounts.create({
          ...{ accountName: person.accountName, givenName: person.givenName, surname: person.surname },
          ...toAccountChanges(person),
          groups,
        });
        await record('admin.accountAdded', { account: id });
        return { id };
      });
    },
    editPerson: (request: { id: string; expectedVersion: number; changes: unknown }) =>
      editPerson(acting, request),
    setRoles: (request: Parameters<typeof setRoles>[1]) => setRoles(acting, request),
    freezePerson: async ({ id }: { id: string }): Promise<Pick<EditedPerson, 'version'>> => {
      await findPerson(acting, id);
      return database.transaction(async () => {
        const edited = await builtInDirectory.accounts.edit({
          id,
          changes: { frozen: true },
          by: acting.actor,
        });
        await record('admin.accountFrozen', { account: id });
        return { version: edited!.version };
      });
    },
    /** Lifts a protection: only of the person as they were looked at. */
    thawPerson: async ({
      id,
      expectedVersion,
    }: {
      id: string;
      expectedVersion: number;
    }): Promise<Pick<EditedPerson, 'version'>> => {
      await findPerson(acting, id);
      return database.transaction(async () => {
        const changes = { frozen: false };
        const edited = await builtInDirectory.accounts.editVersion({
          ...{ id, changes, expectedVersion, by: acting.actor },
        });
        if (edited === 'changedMeanwhile' || edited === null) throw changedMeanwhile();
        await record('admin.accountUnfrozen', { account: id });
        return { version: edited.version };
      });
    },
  };
}
