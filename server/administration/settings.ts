import {
  letsWeakerApply,
  type OrganisationPolicy,
  parseOrganisationPolicy,
} from '../../recovery/policy/index.ts';
import {
  type Branding,
  type MailKind,
  type OwnTexts,
  offeredLanguages,
  type Retention,
  readLogo,
  readSection,
  type SectionName,
  type SectionValue,
  settingLanguages,
  withClosing,
} from '../settings/index.ts';
import type { Acting } from './acting.ts';
import { AdminProblem, invalidFields } from './admin-problem.ts';
import { type Asked, askSecondPerson } from './approvals.ts';
import { changedMeanwhile, changeOrganisation } from './change-organisation.ts';
import {
  compareRules,
  isWeakerForPeople,
  isWeakerPassPolicy,
  isWiderScope,
  judgeSection,
  saveSection,
  switchSecondPerson,
  switchStrictestFirst,
  weakenPassPolicy,
  weakenPeopleRules,
  widenPassScope,
} from './setting-changes.ts';

interface Done {
  readonly version: number;
}
/** Whose pages these are, and what holds where nothing else is said. */
export type OrganisationSettings = Pick<
  OrganisationPolicy,
  'name' | 'helpDesk' | 'defaultCountry' | 'language'
> & {
  readonly offeredLanguages: readonly string[];
};
type Edit<Value> = { readonly expectedVersion: number; readonly value: Value };

/** The organisation's settings. What weakens takes two; all of it stands in the record. */
export function settingsActs(acting: Acting) {
  const { installation, record } = acting;
  const { policy, settings, database, now } = installation;
  const readOrganisation = async () => (await policy.readOrganisation())!;

  const change = <Name extends SectionName>(
    name: Name,
    { expectedVersion, value }: Edit<SectionValue<Name>>,
  ) => database.transaction(() => saveSection(acting, { name, expectedVersion, value }));

  return {
    readSettings: async () => {
      const organisation = await readOrganisation();
      const { name, helpDesk, defaultCountry, language, version, secondPersonRequired } = organisation;
      const offered = await offeredLanguages(installation, language);
      return {
        organisation: {
          version,
          value: { name, helpDesk, defaultCountry, language, offeredLanguages: offered },
        },
        secondPerson: { version, value: { required: secondPersonRequired } },
        profileChoice: { version, value: { strictestFirst: organisation.strictestFirst === true } },
        passPolicy: await readSection(installation, 'passPolicy'),
        passScope: { version, value: { groups: organisation.passScope } },
        people: await readSection(installation, 'people'),
        retention: await readSection(installation, 'retention'),
        branding: await readSection(installation, 'branding'),
        texts: await readSection(installation, 'texts'),
      };
    },

    setOrganisation: async ({ expectedVersion, value }: Edit<OrganisationSettings>): Promise<Done> => {
      const { offeredLanguages: offered, ...rules } = value;
      judgeLanguages(offered, rules.language);
      if ((await readOrganisation()).version !== expectedVersion) throw changedMeanwhile();
      return database.transaction(async () => {
        const { version } = await changeOrganisation(acting, (before) => ({ ...before, ...rules }));
        const before = await readSection(installation, 'languages');
        await saveSection(acting, {
          name: 'languages',
          expectedVersion: before.version,
          value: { offered: settingLanguages.filter((each) => offered.includes(each)) },
        });
        await record('admin.settingsChanged', { section: 'organisation', version });
        return { version };
      });
    },

    /** Whoever is outside cannot recover: their recovery would end in a pass that they may not use (behaviour.md 3.1). */
    setPassScope: async ({
      expectedVersion,
      value,
    }: Edit<OrganisationPolicy['passScope']>): Promise<Asked<Done>> => {
      const organisation = await readOrganisation();
      if (organisation.version !== expectedVersion) throw changedMeanwhile();
      const parsed = parseOrganisationPolicy({ ...organisation, passScope: value });
      if (parsed.kind === 'invalid') throw invalidFields(parsed.problems);
      const payload = { expectedVersion, groups: value };
      if (!isWiderScope(organisation.passScope, value)) {
        const result = await database.transaction(() => widenPassScope.perform(acting, payload, []));
        return { kind: 'performed', result };
      }
      const said = (groups: typeof value) => (groups === 'everyone' ? groups : groups.join(', ') || null);
      return askSecondPerson(acting, {
        act: widenPassScope,
        subject: {
          ...{ kind: 'settings', id: 'passScope' },
          ...{ name: organisation.name, version: expectedVersion },
        },
        changes: [{ field: 'passScope', before: said(organisation.passScope), after: said(value) }],
        payload,
      });
    },
    setPassPolicy: async ({
      expectedVersion,
      value,
    }: Edit<SectionValue<'passPolicy'>>): Promise<Asked<Done>> => {
      const before = await readSection(installation, 'passPolicy');
      if (before.version !== expectedVersion) throw changedMeanwhile();
      const after = judgeSection('passPolicy', value);
      if (!isWeakerPassPolicy(before.value, after))
        return { kind: 'performed', result: await change('passPolicy', { expectedVersion, value: after }) };
      return askSecondPerson(acting, {
        act: weakenPassPolicy,
        subject: {
          kind: 'settings',
          id: 'passPolicy',
          name: (await readOrganisation()).name,
          version: expectedVersion,
        },
        changes: compareRules(before.value, after),
        payload: { expectedVersion, policy: after },
      });
    },
    setPeopleRules: async ({
      expectedVersion,
      value,
    }: Edit<SectionValue<'people'>>): Promise<Asked<Done>> => {
      const before = await readSection(installation, 'people');
      if (before.version !== expectedVersion) throw changedMeanwhile();
      const after = judgeSection('people', value);
      if (!isWeakerForPeople(before.value, after))
        return { kind: 'performed', result: await change('people', { expectedVersion, value: after }) };
      return askSecondPerson(acting, {
        act: weakenPeopleRules,
        subject: {
          kind: 'settings',
          id: 'people',
          name: (await readOrganisation()).name,
          version: expectedVersion,
        },
        changes: compareRules(before.value, after),
        payload: { expectedVersion, rules: after },
      });
    },
    setRetention: (edit: Edit<Retention>) => change('retention', edit),
    setTexts: (edit: Edit<OwnTexts>) => change('texts', edit),
    setColour: async ({ expectedVersion, value }: Edit<Branding['colour']>) => {
      const { value: before } = await readSection(installation, 'branding');
      return change('branding', { expectedVersion, value: { ...before, colour: value } });
    },
    /** Null takes it away. */
    setLogo: async ({ expectedVersion, value }: Edit<Buffer | null>) => {
      const logo = value === null ? null : await readLogo(value);
      if (typeof logo === 'string')
        throw new AdminProblem(logoProblems[logo], {
          code: 'invalid',
          fields: [{ field: 'picture', code: logo, message: logoProblems[logo] }],
        });
      return database.transaction(async () => {
        const { value: before } = await readSection(installation, 'branding');
        const about = logo && { digest: logo.digest, width: logo.width, height: logo.height };
        const done = await saveSection(acting, {
          name: 'branding',
          expectedVersion,
          value: { ...before, logo: about },
        });
        if (logo === null) return done;
        const known = await settings.read('logo');
        await settings.save({
          subject: 'logo',
          content: { digest: logo.digest, png: logo.png.toString('base64') },
          expectedVersion: known?.version ?? 0,
          by: acting.actor,
          now: now(),
        });
        return done;
      });
    },
    /** A mail as it would go out, with lines that nobody saved yet. */
    previewMail: async (request: {
      readonly kind: MailKind;
      readonly language: (typeof settingLanguages)[number];
      readonly mailClosing: OwnTexts['mailClosing'];
    }) => {
      const { kind, language } = request;
      const organisation = await readOrganisation();
      const texts = judgeSection('texts', {
        explainer: { en: '', de: '', ar: '' },
        mailClosing: request.mailClosing,
      });
      const values = {
        // Made up: a preview is nobody's mail.
        name: 'Mara',
        organisation: organisation.name,
        time: new Date(now()).toISOString(),
        until: new Date(now() + 24 * 60 * 60_000).toISOString(),
        link: `${installation.config.origin}${linkOf[kind] ?? '/recover/not-me#…'}`,
        added: JSON.stringify([{ kind: 'passkey', label: '' }]),
        disabled: JSON.stringify([{ kind: 'password', label: '' }]),
      };
      return withClosing({ kind, language, values }, texts.mailClosing);
    },

    setStrictestFirst: async (request: {
      strictestFirst: boolean;
      expectedVersion: number;
    }): Promise<Asked<Done>> => {
      const { strictestFirst, expectedVersion } = request;
      const organisation = await readOrganisation();
      const { name, version, strictestFirst: before = false } = organisation;
      if (version !== expectedVersion) throw changedMeanwhile();
      if (before === strictestFirst) return { kind: 'performed', result: { version } };
      const payload = { strictestFirst };
      const profiles = await policy.readProfiles();
      // Giving it up takes two, whatever the profiles are today: they may be others tomorrow.
      const exposes = letsWeakerApply(
        { profiles, organisation },
        { profiles, organisation: { strictestFirst } },
      );
      if (strictestFirst && !exposes) {
        const perform = () => switchStrictestFirst.perform(acting, payload, []);
        return { kind: 'performed', result: await database.transaction(perform) };
      }
      return askSecondPerson(acting, {
        act: switchStrictestFirst,
        subject: { kind: 'settings', id: 'strictestFirst', name, version },
        changes: [{ field: 'strictestFirst', before: String(before), after: String(strictestFirst) }],
        payload,
      });
    },

    setSecondPerson: async ({
      required,
      expectedVersion,
    }: {
      required: boolean;
      expectedVersion: number;
    }): Promise<Asked<Done>> => {
      const organisation = await readOrganisation();
      if (organisation.version !== expectedVersion) throw changedMeanwhile();
      if (organisation.secondPersonRequired === required)
        return { kind: 'performed', result: { version: organisation.version } };
      return askSecondPerson(acting, {
        act: switchSecondPerson,
        subject: {
          kind: 'settings',
          id: 'secondPerson',
          name: organisation.name,
          version: organisation.version,
        },
        changes: [
          {
            field: 'secondPersonRequired',
            before: String(organisation.secondPersonRequired),
            after: String(required),
          },
        ],
        payload: { required },
      });
    },
  };
}

/** Where a mail leads that does not lead to "This wasn't me". */
const linkOf: Partial<Record<MailKind, string>> = {
  startPage: '/recover',
  recoveryRequired: '/recover',
  approvalWaits: '/admin',
};

const logoProblems = {
  tooLarge: 'has more than 150 kB',
  otherKind: 'is neither PNG nor JPEG',
  tooManyPixels: 'has more than four million pixels',
  broken: 'is damaged and cannot be drawn',
} as const;

function judgeLanguages(offered: readonly string[], language: string): void {
  const unknown = offered.find((each) => !(settingLanguages as readonly string[]).includes(each));
  const wrong = unknown !== undefined || !offered.includes(language.split('-')[0] ?? '');
  if (!wrong) return;
  const message = 'must name languages there are texts in, the default one among them';
  throw new AdminProblem(message, {
    code: 'invalid',
    fields: [{ field: 'offeredLanguages', code: 'ownLanguageMissing', message }],
  });
}
