/**
 * Who does face checks: the built-in one, which is there and cannot be changed, and vendors.
 * Owns: what stands about a vendor, its key, and who says so. A vendor that a profile in production relies on is changed by two.
 * Does not own: which profile uses whom (`profiles`).
 */

export { changeVendor, switchVendorOn } from './change-vendor.ts';
export { type FaceCheckEntry, faceCheckActs } from './face-check-acts.ts';
export { type ListedFaceCheck, listFaceChecks } from './list-face-checks.ts';
export type { VendorListing } from './vendor-listing.ts';
