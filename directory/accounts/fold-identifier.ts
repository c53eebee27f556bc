/** Account names and mails as people type them: compatibility forms, case and surrounding space do not count. */
export function foldIdentifier(identifier: string): string {
  return identifier.normalize('NFKC').toLowerCase().normalize('NFKC').trim();
}
