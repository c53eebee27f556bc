import { z } from 'zod';
import type { FaceCheckVendor } from '../../../recovery/policy/index.ts';
import type { ApprovalChange, SecondPersonAct } from '../second-person-act.ts';
import { findVendor, storeVendor } from './store-vendor.ts';

/** Judged as a whole when it is saved (T15). Its key lies sealed in it. */
const vendorPayload = z.custom<FaceCheckVendor>((value) => typeof value === 'object' && value !== null);

/** Whoever holds a vendor's address says who is the same person: where production relies on it, it takes two (T23). */
export const changeVendor: SecondPersonAct<{ vendor: FaceCheckVendor }, FaceCheckVendor> = {
  name: 'faceCheck.change',
  payload: z.strictObject({ vendor: vendorPayload }),
  perform: async (acting, { vendor }) => {
    const now = await findVendor(acting, vendor.id, vendor.version);
    return storeVendor(acting, { ...vendor, enabled: now.enabled }, 'admin.faceCheckChanged');
  },
};

/** It was switched off because something was wrong, perhaps with its answers: to believe them again where production does takes two (T24). */
export const switchVendorOn: SecondPersonAct<{ id: string; version: number }, FaceCheckVendor> = {
  name: 'faceCheck.switchOn',
  payload: z.strictObject({ id: z.string(), version: z.int() }),
  perform: async (acting, { id, version }) => {
    const vendor = await findVendor(acting, id, version);
    return storeVendor(acting, { ...vendor, enabled: true }, 'admin.faceCheckSwitched');
  },
};

/** What the second person reads. Of the key only that it is another one. */
export function vendorChanges(before: FaceCheckVendor, after: FaceCheckVendor): readonly ApprovalChange[] {
  const said = (vendor: FaceCheckVendor) => ({
    name: vendor.name,
    faceCheckAddress: vendor.address,
    faceCheckPage: vendor.pageOrigin,
    faceCheckAssurance: vendor.presentationAttackDetection.assurance,
    faceCheckEvidence: vendor.presentationAttackDetection.evidence?.address ?? null,
    recommendedThreshold: String(vendor.recommendedThreshold),
    faceCheckKey: vendor.secretSealed,
  });
  const [old, next] = [said(before), said(after)];
  return (Object.keys(old) as (keyof typeof old)[])
    .filter((field) => old[field] !== next[field])
    .map((field) =>
      field === 'faceCheckKey'
        ? { field, before: '…', after: '…' }
        : { field, before: old[field], after: next[field] },
    );
}
