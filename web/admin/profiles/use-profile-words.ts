import type texts from '../../../texts/portal/profiles/en.json';
import { useFormats, useTexts } from '../language/index.ts';
import type { Groups, ProfileDraft } from './answers.ts';
import { nameOfFormat } from './name-of-format.ts';

export type ProfileField = keyof (typeof texts)['field'];
export interface ProfileWords {
  readonly name: (field: ProfileField) => string;
  /** One setting in words, the same in the review, in the history and in a conflict; several parts on lines of their own. */
  readonly say: (field: ProfileField, profile: ProfileDraft) => string;
  readonly groups: (groups: Groups) => string;
}

export const profileFields: readonly ProfileField[] = [
  'name',
  'description',
  'enabled',
  'includeGroups',
  'providersByCountry',
  'claimBindings',
  'acceptedCredentials',
  'faceCheck',
  'maximumCredentialAgeHours',
  'walletFirst',
  'crossDevice',
  'crossDeviceWaitHours',
];

/** What differs between two drafts, by field. */
export function differences(one: ProfileDraft, other: ProfileDraft): readonly ProfileField[] {
  return profileFields.filter((field) => spelled(one[field]) !== spelled(other[field]));
}

/** Equal whatever order the keys stand in: the database has one of its own. */
function spelled(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

/** `names`: what providers and authorities are called, by id; an id without a name is shown as it is. */
export const useProfileWords = (names: ReadonlyMap<string, string> = new Map()): ProfileWords => {
  const { t } = useTexts('profiles');
  const { list, country, count } = useFormats();
  const nameOf = (id: string) => names.get(id) ?? id;
  const groups = (chosen: Groups) => {
    if (chosen === 'everyone') return t('say.everyone');
    return chosen.length === 0 ? t('say.nobody') : list(chosen);
  };
  const sayings: Readonly<Record<ProfileField, (profile: ProfileDraft) => string>> = {
    name: ({ name }) => name || t('say.nothing'),
    description: ({ description }) => description || t('say.nothing'),
    enabled: ({ enabled }) => t(enabled ? 'say.on' : 'say.off'),
    includeGroups: ({ includeGroups }) => groups(includeGroups),
    providersByCountry: ({ providersByCountry }) => {
      const all = Object.entries(providersByCountry);
      const rest = t(all.length === 1 ? 'providers.every' : 'providers.others');
      return all
        .toSorted(([a], [b]) => Number(a === 'default') - Number(b === 'default'))
        .map(([code, ids]) =>
          t('say.providers', {
            country: code === 'default' ? rest : country(code),
            providers: ids
              .map(nameOf)
              .reduce((first, second) => (first === '' ? second : t('say.then', { first, second })), ''),
          }),
        )
        .join('\n');
    },
    claimBindings: ({ claimBindings }) =>
      claimBindings
        .map((binding) =>
          t('say.binding', {
            attribute: t(`attribute.${binding.attribute}`),
            claim: t(`claim.${binding.claim}`),
            level: t(`level.${binding.matchConfidenceLevel}`),
            required: t(binding.required ? 'say.required' : 'say.mayLack'),
          }),
        )
        .join('\n'),
    acceptedCredentials: ({ acceptedCredentials }) =>
      acceptedCredentials
        .map(({ format, type, anchorIds }) =>
          t('say.credential', {
            format: t(`format.${nameOfFormat(format)}`),
            type,
            issuers: list(anchorIds.map(nameOf)),
          }),
        )
        .join('\n') || t('say.nothing'),
    faceCheck: ({ faceCheck }) =>
      t(faceCheck.acceptWithoutLiveness ? 'say.faceAccepted' : 'say.face', {
        provider: faceCheck.provider === 'built-in' ? t('face.builtIn') : nameOf(faceCheck.provider),
        threshold: count(faceCheck.threshold),
      }),
    maximumCredentialAgeHours: ({ maximumCredentialAgeHours }) =>
      t('say.ages', {
        provider: count(maximumCredentialAgeHours.provider),
        days: count(Math.round(maximumCredentialAgeHours.walletFirst / 24)),
      }),
    walletFirst: ({ walletFirst }) => t(walletFirst ? 'say.yes' : 'say.no'),
    crossDevice: ({ crossDevice }) => t(crossDevice ? 'say.yes' : 'say.no'),
    crossDeviceWaitHours: ({ crossDeviceWaitHours: hours }) =>
      hours > 0 ? t('say.waits', { hours: count(hours) }) : t('say.nothing'),
  };
  return {
    name: (field) => t(`field.${field}`),
    say: (field, profile) => sayings[field](profile),
    groups,
  };
};
