import { captureTries } from '../../steps/face-check/index.ts';
import type { Recovery } from '../../store/index.ts';
import type { JourneyPorts } from '../ports.ts';
import { open } from '../seal.ts';
import { type Phone, type PhonePlace, type PhonePurpose, phoneLimits, stageOf } from './phone.ts';
import { phoneCode } from './phone-code.ts';
import { phoneLink } from './phone-secrets.ts';

/** What the phone sees. `started` says whose sign-in would be reset, and by whom, before anything is asked (D25). */
export interface PhoneView {
  readonly purpose: PhonePurpose;
  readonly rehearsal: boolean;
  /** As it was typed, with its middle hidden: whoever has the account knows it, and nobody else learns it. */
  readonly account: string;
  readonly started: {
    readonly at: number;
    readonly browser: string;
    readonly network: string;
    /** The starting browser uses the same connection as this phone. */
    readonly sameLine: boolean;
  };
  readonly now:
    | { readonly page: 'naming' }
    | { readonly page: 'wallet' }
    | { readonly page: 'faceCheck'; readonly triesLeft: number; readonly problem: string | null }
    | { readonly page: 'code'; readonly code: string; readonly expiresAt: number }
    /** Its part is over, for whatever reason; the other screen knows more. */
    | { readonly page: 'over' };
}

export function viewPhone(ports: JourneyPorts, recovery: Recovery, phone: Phone): PhoneView {
  const typed = open({
    ...{ key: ports.keys.request, boundTo: `${recovery.id}|identifier` },
    sealed: recovery.identifierSealed,
  });
  const { browser, network, line } = phone.offeredFrom;
  return {
    purpose: phone.purpose,
    rehearsal: recovery.mode === 'evaluation',
    account: maskAccount(typed),
    started: { at: recovery.createdAt, browser, network, sameLine: phone.joined?.from.line === line },
    now: phonePage(ports, recovery, phone),
  };
}

function phonePage(ports: JourneyPorts, recovery: Recovery, phone: Phone): PhoneView['now'] {
  const stage = stageOf(phone, recovery, ports.now());
  if (stage === 'over' || stage === 'offered') return { page: 'over' };
  if (stage === 'done')
    return {
      page: 'code',
      code: phoneCode(ports, { recoveryId: recovery.id, phone }),
      expiresAt: (phone.doneAt ?? 0) + phoneLimits.codeMs,
    };
  if (!phone.agreed) return { page: 'naming' };
  if (phone.purpose === 'wallet') return { page: 'wallet' };
  return {
    page: 'faceCheck',
    triesLeft: captureTries - recovery.captureTries,
    problem: recovery.captureProblem,
  };
}

/** What the starting browser sees of it. */
export type PhoneOffer = {
  readonly page: 'withPhone';
  readonly purpose: PhonePurpose;
  /** Others who came with the same link. */
  readonly strangers: number;
  readonly expiresAt: number;
} & (
  | { readonly at: 'offered'; readonly link: string }
  | { readonly at: 'joined'; readonly who: PhoneSeen }
  | { readonly at: 'code'; readonly who: PhoneSeen; readonly triesLeft: number }
);
interface PhoneSeen {
  readonly browser: string;
  readonly network: string;
  readonly sameLine: boolean;
}
/** Why the last one is over, where the person should be told. */
export type PhoneEnd = 'wrongCodes' | 'outOfTime';

/** Null: it ended as the person wanted, or belongs to another step. */
export function endOf(phone: Phone | null, { state }: Pick<Recovery, 'state'>): PhoneEnd | null {
  if (phone === null || phone.purpose !== (state === 'present' ? 'wallet' : 'faceCheck')) return null;
  if (phone.wrongCodes >= phoneLimits.wrongCodes) return 'wrongCodes';
  return phone.over ? null : 'outOfTime';
}

/** Null: there is none, or it is over. */
export function viewOffer(ports: JourneyPorts, recovery: Recovery, phone: Phone | null): PhoneOffer | null {
  const stage = stageOf(phone, recovery, ports.now());
  if (phone === null || stage === 'over') return null;
  const { joined, offeredFrom, offeredAt, doneAt } = phone;
  const base = { page: 'withPhone', purpose: phone.purpose, strangers: phone.lateOpenings } as const;
  if (joined === null)
    return {
      ...base,
      at: 'offered',
      link: phoneLink(ports, { recoveryId: recovery.id, phone }),
      expiresAt: offeredAt + phoneLimits.linkMs,
    };
  const who = seen(joined.from, offeredFrom);
  if (doneAt === null) return { ...base, at: 'joined', who, expiresAt: joined.at + phoneLimits.workMs };
  const triesLeft = phoneLimits.wrongCodes - phone.wrongCodes;
  return { ...base, at: 'code', who, triesLeft, expiresAt: doneAt + phoneLimits.codeMs };
}

function seen({ browser, network, line }: PhonePlace, here: PhonePlace): PhoneSeen {
  return { browser, network, sameLine: line === here.line };
}

/** Two letters, dots, the last letter, and what stands behind an @. Always as many dots: they say nothing about the length. */
export function maskAccount(typed: string): string {
  const [name = '', ...domain] = typed.split('@');
  const letters = [...name];
  const shown = letters.length < 5 ? 1 : 2;
  const last = letters.length < 4 ? '' : (letters.at(-1) ?? '');
  return [`${letters.slice(0, shown).join('')}•••${last}`, ...domain].join('@');
}
