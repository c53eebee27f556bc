import type { Code } from '../../audit/index.ts';
import type { Refusal } from '../../outcome.ts';
import type { Recovery } from '../../store/index.ts';
import type { JourneyPorts } from '../ports.ts';

/** What the phone is asked for: its wallet, or its camera. */
export type PhonePurpose = 'wallet' | 'faceCheck';

/** Where a request came from, as far as the server knows: what the browser calls itself, and the line it came by. No guess at a place. */
export interface PhonePlace {
  /** Browser and system, no versions; empty: not known. */
  readonly browser: string;
  /** Without its last part. */
  readonly network: string;
  /** SHA-256 of the whole address: only ever compared. */
  readonly line: string;
}

/** One second device of one recovery. Lies sealed under the recovery's key; holds no secret. Times are epoch milliseconds. */
export interface Phone {
  readonly kind: 'phone';
  readonly purpose: PhonePurpose;
  /** 128 random bits: what its link, cookie and code are derived from. */
  readonly salt: string;
  readonly offeredAt: number;
  readonly offeredFrom: PhonePlace;
  readonly joined: {
    readonly at: number;
    readonly from: PhonePlace;
    /** SHA-256 of what the phone's browser drew when it opened the link: the same one may ask again, nobody else. */
    readonly claimHash: string;
    readonly cookieHash: string;
  } | null;
  /** How often somebody else came with the same link: the starting page says so. */
  readonly lateOpenings: number;
  /** Read whom it is for, and went on. */
  readonly agreed: boolean;
  /** Its part is done, and it shows the code. */
  readonly doneAt: number | null;
  /** What the face check came to, if to nothing good: told by nobody before the code is typed (D15). */
  readonly refusal: Refusal<Code> | null;
  readonly wrongCodes: number;
  /** Thrown out, used up, or its code was taken. */
  readonly over: boolean;
}

export const phoneLimits = {
  /** A code on a screen is photographed in a second; after these minutes the picture is worth nothing. */
  linkMs: 5 * 60_000,
  /** From joining to being done: as long as the portrait may lie (D19). */
  workMs: 15 * 60_000,
  codeMs: 10 * 60_000,
  wrongCodes: 3,
} as const;

/** What the journey asks a phone's request to show: the secret of its cookie. */
export interface AtPhone {
  readonly phone: string;
}

export function createPhone(
  { randomBytes, now }: Pick<JourneyPorts, 'randomBytes' | 'now'>,
  offer: { readonly purpose: PhonePurpose; readonly from: PhonePlace },
): Phone {
  return {
    kind: 'phone',
    purpose: offer.purpose,
    salt: Buffer.from(randomBytes(16)).toString('base64url'),
    offeredAt: now(),
    offeredFrom: offer.from,
    joined: null,
    lateOpenings: 0,
    agreed: false,
    doneAt: null,
    refusal: null,
    wrongCodes: 0,
    over: false,
  };
}

export type PhoneStage = 'offered' | 'joined' | 'done' | 'over';

const stateFor = { wallet: 'present', faceCheck: 'faceCheck' } as const;

/** How far it is. It belongs to the state it was offered in: once the recovery has moved on, or back, it is over. */
export function stageOf(phone: Phone | null, recovery: Pick<Recovery, 'state'>, now: number): PhoneStage {
  if (phone === null || phone.over || recovery.state !== stateFor[phone.purpose]) return 'over';
  const { joined, doneAt, offeredAt } = phone;
  if (joined === null) return now < offeredAt + phoneLimits.linkMs ? 'offered' : 'over';
  if (doneAt === null) return now < joined.at + phoneLimits.workMs ? 'joined' : 'over';
  return now < doneAt + phoneLimits.codeMs ? 'done' : 'over';
}
