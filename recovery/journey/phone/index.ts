/**
 * A second device in one recovery: how it joins, what proves that it is the one that joined, what it sees, and the code that it
 * shows and the starting browser takes (D25). Rules only; the transitions in `transitions/phone.ts` move the recovery.
 *
 * None of its secrets is stored: link, cookie and code are derived from a salt, which lies sealed under the recovery's key, by a
 * key of the server's that is in no database. So a reload shows the same code, and a copy of the database shows none.
 */

export {
  type AtPhone,
  createPhone,
  type Phone,
  type PhonePlace,
  type PhonePurpose,
  phoneLimits,
  stageOf,
} from './phone.ts';
export { phoneCode, readTypedCode } from './phone-code.ts';
export { isItsCookie, isItsLink, isSame, isSameClaim, join, recoveryOf } from './phone-secrets.ts';
export {
  endOf,
  maskAccount,
  type PhoneEnd,
  type PhoneOffer,
  type PhoneView,
  viewOffer,
  viewPhone,
} from './view-phone.ts';
