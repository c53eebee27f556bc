/**
 * Account names and mails as people type them: compatibility forms, case and surrounding space do not count. A control
 * character stands for nothing a name can have, so it finds nobody; as it is, NUL would make the database fault.
 */
export function foldIdentifier(identifier: string): string {
  return identifier
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .trim()
    .replace(/\p{Cc}/gu, '\uFFFD');
}

/**
 * What to count attempts by where an identifier leads to no account: a name and the mail that begins with it are one, as
 * they would be for an account that has both (T17, R23).
 */
export function foldLocalPart(identifier: string): string {
  const folded = foldIdentifier(identifier);
  return folded.split('@')[0] || folded;
}
