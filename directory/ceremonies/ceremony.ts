import type { DirectoryContext } from '../context.ts';
import { createToken, hashToken } from '../secrets/index.ts';
import type { CeremonyRow } from '../store/index.ts';

const lifetime = 5 * 60_000;
/** Wrong codes while an authenticator app is being set up. */
const maximumTries = 10;

export interface CeremonyStart {
  readonly purpose: CeremonyRow['purpose'];
  readonly accountId: string | null;
  /** Base64url. */
  readonly challenge?: string;
  /** The session or set-up that begins it: only that one may have it shown again. */
  readonly startedBy?: string;
  /** Given the hash of the ceremony's token, which a wrapped secret is bound to. */
  readonly wrapTotpSecret?: (owner: string) => string;
}

/** Remembers a challenge on the server and returns the token of the cookie that may answer it. */
export async function startCeremony(context: DirectoryContext, start: CeremonyStart): Promise<string> {
  const now = context.now();
  const token = createToken(context.randomBytes);
  const hash = hashToken(token);
  const query = context.database.query();
  // Anybody may ask for a challenge: the table must not grow with them.
  await query.deleteFrom('ceremony').where('expires_at', '<=', now).execute();
  await query
    .insertInto('ceremony')
    .values({
      token_hash: hash,
      purpose: start.purpose,
      account_id: start.accountId,
      challenge: start.challenge ?? null,
      totp_secret: start.wrapTotpSecret?.(hash) ?? null,
      started_by: start.startedBy ?? null,
      tries: 0,
      expires_at: now + lifetime,
    })
    .execute();
  return token;
}

export interface CeremonyAnswer {
  readonly token: string;
  readonly purpose: CeremonyRow['purpose'];
  /** Who must have started it; null for a sign-in, where nobody is known yet. */
  readonly expectedAccountId: string | null;
}

/** Takes the ceremony away as it reads it: a challenge is answered once, right or wrong (WebAuthn 13.4.3). */
export async function takeCeremony(
  context: DirectoryContext,
  answer: CeremonyAnswer,
): Promise<CeremonyRow | null> {
  const row = await context.database
    .query()
    .deleteFrom('ceremony')
    .where('token_hash', '=', hashToken(answer.token))
    .returningAll()
    .executeTakeFirst();
  return row !== undefined && isOpen(row, answer, context.now()) ? row : null;
}

/**
 * A ceremony that this browser began and has not ended, for a reload or a second tab. Never one that another session or
 * set-up began: whoever used this browser before has seen its secret.
 */
export async function resumeCeremony(
  context: DirectoryContext,
  answer: CeremonyAnswer & { readonly startedBy: string },
): Promise<CeremonyRow | null> {
  const row = await context.database
    .query()
    .selectFrom('ceremony')
    .selectAll()
    .where('token_hash', '=', hashToken(answer.token))
    .where('started_by', '=', answer.startedBy)
    .where('tries', '<', maximumTries)
    .executeTakeFirst();
  return row !== undefined && isOpen(row, answer, context.now()) ? row : null;
}

/** Counts a try and leaves the ceremony in place: a mistyped code must not lose the secret already scanned. */
export async function tryCeremony(
  context: DirectoryContext,
  answer: CeremonyAnswer,
): Promise<CeremonyRow | null> {
  const row = await context.database
    .query()
    .updateTable('ceremony')
    .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
    .where('token_hash', '=', hashToken(answer.token))
    .returningAll()
    .executeTakeFirst();
  if (row === undefined || row.tries > maximumTries) return null;
  return isOpen(row, answer, context.now()) ? row : null;
}

function isOpen(row: CeremonyRow, answer: CeremonyAnswer, now: number): boolean {
  return (
    row.expires_at > now && row.purpose === answer.purpose && row.account_id === answer.expectedAccountId
  );
}
