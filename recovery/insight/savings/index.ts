/** What self-service recovery saves against the help desk: an estimate, by arithmetic alone. Called by the portal's Home. */
export * from './estimate-savings.ts';
