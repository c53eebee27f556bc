/**
 * Receipts: a person's own signed proof of what a recovery did to their account (behaviour.md S21).
 * Owns what a receipt says, its signature and its key. Does not own who may fetch one (`doors/person.ts`) or the record it points to.
 * Called by: the person's door, the administration (`npm run audit -- receipt`).
 */
export { composeReceipt } from './compose-receipt.ts';
export { readReceipt } from './read-receipt.ts';
export { type Receipt, receiptShape } from './receipt.ts';
export { createReceiptKey, type ReceiptKey, signReceipt, verifyReceipt } from './sign-receipt.ts';
