/**
 * The organisation's rules: profiles, trust anchors, exclusions, pass scope; what may go to production.
 * Data and decisions about data; storage is a port, editing is the admin's door. Knows no step.
 */
export * from './profile.ts';
