import { z } from 'zod';
import type { PassPolicy } from '../../directory/index.ts';
import { describeIssue, type OrganisationPolicy } from '../../recovery/policy/index.ts';
import { type PeopleRules, type SectionName, type SectionValue, sections } from '../settings/index.ts';
import type { Acting } from './acting.ts';
import { invalidFields } from './admin-problem.ts';
import { changedMeanwhile, changeOrganisation } from './change-organisation.ts';
import type { ApprovalChange, SecondPersonAct } from './second-person-act.ts';

interface Done {
  readonly version: number;
}

/** Saves one section, judged, at the version it was read at, with its entry. In the caller's transaction. */
export async function saveSection<Name extends SectionName>(
  { installation, actor, record }: Acting,
  request: {
    readonly name: Name;
    readonly expectedVersion: number;
    readonly value: SectionValue<Name>;
  },
): Promise<Done> {
  const { name, expectedVersion } = request;
  const content = judgeSection(name, request.value);
  const saved = await installation.settings.save({
    ...{ subject: name, content, expectedVersion },
    ...{ by: actor, now: installation.now() },
  });
  if (!saved) throw changedMeanwhile();
  const version = expectedVersion + 1;
  await record('admin.settingsChanged', { section: name, version });
  return { version };
}

/** Every problem of a section at its field. */
export function judgeSection<Name extends SectionName>(
  name: Name,
  value: unknown,
  toField?: (path: string) => string,
): SectionValue<Name> {
  const parsed = sections[name].schema.safeParse(value);
  if (parsed.success) return parsed.data as SectionValue<Name>;
  throw invalidFields(parsed.error.issues.map(describeIssue), toField);
}

/** Whether it takes two: itself changed by two where it does, so nobody switches their own guard off (D3, T23). */
export const switchSecondPerson: SecondPersonAct<{ required: boolean }, Done> = {
  name: 'settings.secondPerson',
  payload: z.strictObject({ required: z.boolean() }),
  perform: async (acting, { required }) => {
    const { version } = await changeOrganisation(acting, (before) => ({
      ...before,
      secondPersonRequired: required,
    }));
    await acting.record('admin.secondPersonSwitched', { required });
    if (!required) await acting.record('alarm.secondPersonOff', {});
    return { version };
  },
};

/** A pass that lasts longer, is shorter, or may be used again, opens a door wider: that takes two. */
export const weakenPassPolicy: SecondPersonAct<{ expectedVersion: number; policy: PassPolicy }, Done> = {
  name: 'settings.passPolicy',
  payload: z.strictObject({ expectedVersion: z.int(), policy: sections.passPolicy.schema }),
  perform: (acting, { expectedVersion, policy }) =>
    saveSection(acting, { name: 'passPolicy', expectedVersion, value: policy }),
};

export function isWeakerPassPolicy(before: PassPolicy, after: PassPolicy): boolean {
  return (
    after.maximumLifetimeInMinutes > before.maximumLifetimeInMinutes ||
    after.defaultLifetimeInMinutes > before.defaultLifetimeInMinutes ||
    after.minimumLifetimeInMinutes > before.minimumLifetimeInMinutes ||
    after.defaultLength < before.defaultLength ||
    (before.isUsableOnce && !after.isUsableOnce)
  );
}

/** What differs between two versions of a section, as a second person reads it. */
export function compareRules<Rules extends object>(before: Rules, after: Rules): readonly ApprovalChange[] {
  return (Object.keys(after) as (keyof Rules & string)[])
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: String(before[field]), after: String(after[field]) }));
}

/** A shorter hold, or more people at one admin's word alone: that takes two. */
export const weakenPeopleRules: SecondPersonAct<{ expectedVersion: number; rules: PeopleRules }, Done> = {
  name: 'settings.people',
  payload: z.strictObject({ expectedVersion: z.int(), rules: sections.people.schema }),
  perform: (acting, { expectedVersion, rules }) =>
    saveSection(acting, { name: 'people', expectedVersion, value: rules }),
};

export function isWeakerForPeople(before: PeopleRules, after: PeopleRules): boolean {
  return after.holdHours < before.holdHours || after.aloneUpTo > before.aloneUpTo;
}

type PassScope = OrganisationPolicy['passScope'];

/** More people who may use a pass are more accounts that a recovery can open: that takes two (D34). */
export const widenPassScope: SecondPersonAct<{ expectedVersion: number; groups: PassScope }, Done> = {
  name: 'settings.passScope',
  payload: z.strictObject({
    expectedVersion: z.int(),
    groups: z.union([z.literal('everyone'), z.array(z.string())]),
  }),
  perform: async (acting, { expectedVersion, groups }) => {
    const { version } = await changeOrganisation(acting, (before) => {
      if (before.version !== expectedVersion) throw changedMeanwhile();
      return { ...before, passScope: groups };
    });
    await acting.record('admin.settingsChanged', { section: 'passScope', version });
    return { version };
  },
};

export function isWiderScope(before: PassScope, after: PassScope): boolean {
  if (before === 'everyone') return false;
  return after === 'everyone' || after.some((group) => !before.includes(group));
}

/** Back to the first instead of the strictest: a weaker profile may then take people from a stricter one. That takes two (T22). */
export const switchStrictestFirst: SecondPersonAct<{ strictestFirst: boolean }, Done> = {
  name: 'settings.strictestFirst',
  payload: z.strictObject({ strictestFirst: z.boolean() }),
  perform: async (acting, { strictestFirst }) => {
    const { version } = await changeOrganisation(acting, (before) => ({ ...before, strictestFirst }));
    await acting.record('admin.settingsChanged', { section: 'strictestFirst', version });
    return { version };
  },
};

export const settingSecondPersonActs: readonly SecondPersonAct[] = [
  switchSecondPerson,
  weakenPassPolicy,
  weakenPeopleRules,
  widenPassScope,
  switchStrictestFirst,
];
