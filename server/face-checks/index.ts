/**
 * Who does face checks here: Regain's own engine, and the vendors that admins stored, each made a port of the journey.
 * Owns: reading the catalogue, opening a vendor's secret, asking vendors whether they are there.
 * Does not own: editing (`server/administration`), the rules of an entry (`recovery/policy`), speaking to a vendor (`connectors/face-check`).
 */
export { askVendor } from './ask-vendor.ts';
export { createFaceCheckReader, type FaceCheckReader } from './face-check-reader.ts';
export { builtInFacts, healthOfVendor, readVendors, vendorSubject } from './read-vendors.ts';
export { sealVendorSecret } from './vendor-secret.ts';
