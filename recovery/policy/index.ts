/**
 * The organisation's rules: profiles, trust anchors, exclusions, pass scope; what may go to production.
 * Data and decisions about data; storage is a port, editing is the admin's door. Knows no step.
 *
 * Called by: every step that reads a rule, `journey/` (which profile), the admin's door and command line
 * (parse, gate, overlaps), `server/` at start (stored rules are parsed before anything listens).
 */
export * from './assess-production-gate.ts';
export * from './claim-binding.ts';
export { isCountryCode } from './country-codes.ts';
export * from './cross-device.ts';
export * from './default-profile.ts';
export { because, describeIssue, type PolicyProblem } from './describe-issue.ts';
export * from './explain-choice.ts';
export * from './face-check-vendor.ts';
export { inOrderTried } from './in-order-tried.ts';
export { letsIn } from './lets-in.ts';
export * from './lets-weaker-apply.ts';
export * from './overlaps.ts';
export { parseFaceCheckVendor } from './parse-face-check-vendor.ts';
export {
  type Parsed,
  type ProfileSurroundings,
  parseOrganisationPolicy,
  parseProfile,
  parseProfiles,
} from './parse-policy.ts';
export { parseProvider } from './parse-provider.ts';
export { trustAnchor as trustAnchorSchema } from './parse-trust-anchor.ts';
export * from './profile.ts';
export * from './provider.ts';
export * from './rules-of.ts';
export * from './scope.ts';
export * from './serving-providers.ts';
export * from './trust-anchor.ts';

export type { Weakness } from './weaknesses.ts';
