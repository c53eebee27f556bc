import type { Section } from '../section.ts';
import type { SetUp, SetUpLine } from './answers.ts';

/** Where a line of the checklist leads, as things stand: the section that has to be there, and the page. */
export interface NextStep {
  readonly section: Section['name'];
  readonly to: string;
}

const byReason: Readonly<Partial<Record<NonNullable<SetUpLine['reason']>, NextStep>>> = {
  noAccounts: { section: 'people', to: '/people/new' },
  noAnchor: { section: 'providers', to: '/providers/trust-anchors/new' },
  neverScanned: { section: 'readiness', to: '/readiness' },
  scanOld: { section: 'readiness', to: '/readiness' },
  someNotReady: { section: 'readiness', to: '/readiness' },
  outsidePass: { section: 'readiness', to: '/readiness' },
  noProfile: { section: 'profiles', to: '/profiles/new' },
};

const byTask: Readonly<Record<SetUpLine['task'], NextStep | null>> = {
  directory: { section: 'people', to: '/people' },
  trustAnchors: { section: 'providers', to: '/providers/trust-anchors' },
  provider: { section: 'providers', to: '/providers' },
  passPolicy: { section: 'settings', to: '/settings' },
  // Everybody of the built-in directory may have passkeys: there is nothing to switch on.
  passkeys: null,
  profile: { section: 'profiles', to: '/profiles' },
  rehearsal: { section: 'profiles', to: '/profiles' },
  production: { section: 'profiles', to: '/profiles' },
};

export const nextStepOf = ({ task, reason }: SetUpLine): NextStep | null =>
  (reason === null ? undefined : byReason[reason]) ?? byTask[task];

/** The first thing that is still to do; null when everything is done. */
export const firstOpen = ({ lines }: SetUp): SetUpLine | null =>
  lines.find(({ state }) => state === 'open') ?? null;
