/**
 * Whom an entry of the administration is about: its own word, or the subject that a second person is asked about. Read out of what is
 * hashed, not kept beside it: a column could be emptied by somebody who wants an entry not to be found, and no verification would see it.
 */
export const accountOfEntry = `substring(data from '"(?:account":"|subject":"account:)([^"]+)"')`;

export const auditByPerson = `create index audit_entry_by_person on audit_entry (${accountOfEntry}, at, chain, sequence)
  where chain = 'administration'`;
