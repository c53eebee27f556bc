import { timingSafeEqual } from 'node:crypto';
import type { JourneyPorts } from '../ports.ts';
import { keyedHash, sha256 } from '../seal.ts';
import type { Phone, PhonePlace } from './phone.ts';

type Keys = Pick<JourneyPorts, 'keys'>;
type Of = { readonly recoveryId: string; readonly phone: Phone };

/** The address in the QR code. Its secret, 256 bits, stands in the fragment: no server, proxy or log sees it. */
export function phoneLink({ keys, origin }: Pick<JourneyPorts, 'keys' | 'origin'>, of: Of): string {
  return `${origin}/phone#link=${of.recoveryId}.${derive({ keys }, of, 'link')}`;
}

/** Which recovery a link's token or a phone's cookie speaks of. Proves nothing. */
export function recoveryOf(token: string): string {
  return token.split('.')[0] ?? '';
}

export function isItsLink(ports: Keys, of: Of, link: string): boolean {
  return isSame(link, `${of.recoveryId}.${derive(ports, of, 'link')}`);
}

/** The first to open the link is the phone. `claim` is what its browser drew; the cookie follows from it, so that a lost answer can be given again. */
export function join(
  ports: Keys & Pick<JourneyPorts, 'now'>,
  of: Of,
  opener: { readonly claim: string; readonly from: PhonePlace },
): { readonly phone: Phone; readonly cookie: string } {
  const secret = cookieSecret(ports, of, opener.claim);
  const joined = {
    ...{ at: ports.now(), from: opener.from },
    ...{ claimHash: sha256(opener.claim), cookieHash: sha256(secret) },
  };
  return { phone: { ...of.phone, joined }, cookie: `${of.recoveryId}.${secret}` };
}

/** The cookie once more, for the browser that joined and never got the answer; null for everybody else. */
export function isSameClaim(ports: Keys, of: Of, claim: string): string | null {
  const { joined } = of.phone;
  if (joined === null || !isSame(sha256(claim), joined.claimHash)) return null;
  return `${of.recoveryId}.${cookieSecret(ports, of, claim)}`;
}

/** Constant time. `cookie`: whole, with the recovery it speaks of. */
export function isItsCookie({ recoveryId, phone }: Of, cookie: string): boolean {
  const secret = cookie.slice(recoveryId.length + 1);
  return (
    phone.joined !== null &&
    isSame(cookie, `${recoveryId}.${secret}`) &&
    isSame(sha256(secret), phone.joined.cookieHash)
  );
}

/** 256 bits, for one purpose of one phone of one recovery. */
export function derive(
  { keys }: Keys,
  { recoveryId, phone }: Of,
  purpose: 'link' | 'cookie' | 'code',
): string {
  return keyedHash(keys.phone, `${purpose}|${recoveryId}|${phone.salt}`);
}

const cookieSecret = (ports: Keys, of: Of, claim: string): string =>
  keyedHash(ports.keys.phone, `${derive(ports, of, 'cookie')}|${claim}`);

/** Constant time, whatever the lengths. */
export function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(sha256(given)), Buffer.from(sha256(expected))];
  return timingSafeEqual(one, other);
}
