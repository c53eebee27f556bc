/** The roles of the portal, as they stand in the directory (behaviour.md 2.9, in Entra's words where it has one). */
export const recoveryAdministrator = 'Recovery Administrator';
export const helpDesk = 'Help Desk';
export const auditor = 'Auditor';
export const adminRoles = [recoveryAdministrator, helpDesk, auditor] as const;
export type AdminRole = (typeof adminRoles)[number];
