/** How far an installation is set up, line by line. Owns the checklist's words and order. Called by the portal's Home. */
export * from './assess-set-up.ts';
