import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { BuiltInDirectory, Session } from '../../directory/index.ts';
import { because } from '../../recovery/policy/index.ts';
import type { Cookies } from '../cookies.ts';

export interface SignInDoor {
  readonly directory: BuiltInDirectory;
  readonly cookies: Cookies;
  /** Epoch milliseconds; for the ages of cookies. */
  readonly now?: () => number;
  /** The recovery that this browser's cookie belongs to, or null. */
  readonly recoveryOfCookie: (request: FastifyRequest) => Promise<string | null>;
  /** Redeems the pass of this browser's own recovery by its typed value; null when it is refused. */
  readonly redeemRecoveryPassByValue?: (attempt: {
    recoveryId: string;
    value: string;
  }) => Promise<{ readonly token: string; readonly expiresAt: number } | null>;
  readonly onSignedIn: (event: {
    accountId: string;
    methodId: string;
    at: number;
    /** Of the browser that signed in. */
    recoveryCookie?: string;
  }) => Promise<{ readonly recoveryCompleted: boolean }>;
  /** Opens set-up with an invitation's token, on record; null when it is refused. */
  readonly redeemInvitation: (token: string) => Promise<{ enrolmentToken: string; expiresAt: number } | null>;
  /** What is written in it stands together or not at all. */
  readonly transaction: <T>(work: () => Promise<T>) => Promise<T>;
  /**
   * Somebody changed how they sign in under Security info: their notice is written here (R35), in the transaction of the
   * change. Not for set-up, whose recovery, pass or invitation has notices of its own.
   */
  readonly onMethodChanged: (event: MethodChange) => Promise<void>;
}

export interface MethodChange {
  readonly accountId: string;
  /** A password that takes the place of another one is `added`. */
  readonly change: 'added' | 'removed';
  readonly kind: 'passkey' | 'password' | 'totp' | 'accessPass';
  /** What the person or the browser calls it; may be empty. */
  readonly label: string;
}

/** The session's own limits are the directory's; the cookie only need not outlive them. */
const sessionCookieSeconds = 12 * 60 * 60;
const ceremonyCookieSeconds = 5 * 60;

/**
 * What somebody typed: no control characters, which nobody can type and which make the database fault, and no halves of
 * characters, which would not be the same text again once stored.
 */
export const typedText = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .refine(
      (text) => !/[\p{Cc}\p{Cs}]/u.test(text),
      because('controlCharacters', 'must not hold control characters'),
    );

export const base64url = (maximum: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(maximum);

export async function readSessionOf(request: FastifyRequest, door: SignInDoor): Promise<Session | null> {
  const token = door.cookies.read(request, 'session');
  return token === undefined ? null : door.directory.sessions.read(token);
}

export function setSession(
  reply: FastifyReply,
  { cookies, token }: { cookies: Cookies; token: string },
): void {
  cookies.set(reply, 'session', token, { maxAgeSeconds: sessionCookieSeconds });
}

export function setEnrolment(
  reply: FastifyReply,
  { door, token, expiresAt }: { door: SignInDoor; token: string; expiresAt: number },
): void {
  const milliseconds = expiresAt - (door.now ?? Date.now)();
  door.cookies.set(reply, 'enrolment', token, { maxAgeSeconds: Math.max(1, Math.ceil(milliseconds / 1000)) });
}

export function setCeremony(
  reply: FastifyReply,
  { cookies, token }: { cookies: Cookies; token: string },
): void {
  cookies.set(reply, 'ceremony', token, { maxAgeSeconds: ceremonyCookieSeconds });
}

/** The server forgets a challenge as it is answered; so does the browser. Without a cookie nothing will match. */
export function takeCeremonyToken(request: FastifyRequest, reply: FastifyReply, cookies: Cookies): string {
  cookies.clear(reply, 'ceremony');
  return cookies.read(request, 'ceremony') ?? '';
}
