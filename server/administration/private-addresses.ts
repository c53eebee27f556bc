import { z } from 'zod';
import { newId } from '../ids.ts';
import { type PrivateAddresses, readSection } from '../settings/index.ts';
import type { Acting } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';
import { type Asked, askSecondPerson } from './approvals.ts';
import { changedMeanwhile } from './change-organisation.ts';
import type { SecondPersonAct } from './second-person-act.ts';
import { judgeSection } from './setting-changes.ts';

type PrivateAddress = PrivateAddresses['entries'][number];
type Wish = Pick<PrivateAddress, 'host' | 'range' | 'reason'>;
interface Done {
  readonly version: number;
}

/** Letting Regain ask inside the organisation's own network takes two, always; to stop it takes one, at once (D36). */
export function privateAddressActs(acting: Acting) {
  const { installation, record } = acting;
  const read = () => readSection(installation, 'privateAddresses');

  return {
    listPrivateAddresses: async () => {
      const { version, value } = await read();
      return { version, entries: value.entries };
    },
    addPrivateAddress: async (wish: Wish): Promise<Asked<Done>> => {
      // Judged beside two names that stand for the two to come: whoever asks reads what is wrong at once, at its field.
      const wanted = judgeEntry((await read()).value, { ...toWish(wish), by: ['asks', 'agrees'] });
      return askSecondPerson(acting, {
        act: addPrivateAddress,
        subject: {
          kind: 'privateAddress',
          id: `${wanted.host} ${wanted.range}`,
          name: wanted.host,
          version: null,
        },
        changes: (['host', 'range', 'reason'] as const).map((field) => ({
          field,
          before: null,
          after: wanted[field],
        })),
        payload: { host: wanted.host, range: wanted.range, reason: wanted.reason },
        alwaysTwo: true,
      });
    },
    removePrivateAddress: async (request: { id: string; expectedVersion: number }): Promise<Done> => {
      const { version, value } = await read();
      if (version !== request.expectedVersion) throw changedMeanwhile();
      const gone = value.entries.find(({ id }) => id === request.id);
      if (gone === undefined)
        throw new AdminProblem(`There is no private address ${request.id}`, { code: 'notFound' });
      return installation.database.transaction(async () => {
        const done = await save(acting, { version, entries: value.entries.filter((each) => each !== gone) });
        await record('admin.privateAddressRemoved', { host: gone.host, range: gone.range });
        return done;
      });
    },
  };
}

const addPrivateAddress: SecondPersonAct<Wish, Done> = {
  name: 'privateAddress.add',
  payload: z.strictObject({ host: z.string(), range: z.string(), reason: z.string() }),
  perform: async (acting, wish, approvers) => {
    const { version, value } = await readSection(acting.installation, 'privateAddresses');
    const [asked = '', agreed = ''] = approvers;
    const entry = judgeEntry(value, { ...wish, by: [asked, agreed] });
    const at = acting.installation.now();
    const done = await save(acting, {
      version,
      entries: [...value.entries, { ...entry, id: newId(at), at }],
    });
    await acting.record('admin.privateAddressAdded', { host: entry.host, range: entry.range });
    return done;
  },
};

export const privateAddressSecondPersonActs: readonly SecondPersonAct[] = [addPrivateAddress];

/** As a browser writes a host: `ID.Corp.Example` and `münchen.example` have one spelling each. What is no host stays, to be refused. */
function toWish({ host, range, reason }: Wish): Wish {
  const typed = host.trim();
  const url = /^[^/@:?#\\[\]]+$/.test(typed) ? URL.parse(`https://${typed}/`) : null;
  return {
    host: url?.hostname ?? typed,
    range: range.trim().toLowerCase(),
    reason: reason.trim(),
  };
}

/** One entry by the rules of the section, its problems at the fields of the request. */
function judgeEntry(
  { entries }: PrivateAddresses,
  wish: Wish & { readonly by: [string, string] },
): PrivateAddress {
  const twin = entries.find(({ host, range }) => host === wish.host && range === wish.range);
  if (twin !== undefined) {
    const message = 'is allowed already';
    throw new AdminProblem(`range ${message}`, {
      code: 'invalid',
      fields: [{ field: 'range', code: 'taken', message }],
    });
  }
  const place = `entries.${entries.length}.`;
  const judged = judgeSection(
    'privateAddresses',
    { entries: [...entries, { ...wish, id: 'new', at: 0 }] },
    (field) => field.replace(place, ''),
  );
  return judged.entries.at(-1)!;
}

async function save(
  { installation, actor }: Acting,
  { version, entries }: { readonly version: number; readonly entries: readonly PrivateAddress[] },
): Promise<Done> {
  const content = judgeSection('privateAddresses', { entries });
  const saved = await installation.settings.save({
    ...{ subject: 'privateAddresses', content, expectedVersion: version },
    ...{ by: actor, now: installation.now() },
  });
  if (!saved) throw changedMeanwhile();
  return { version: version + 1 };
}
