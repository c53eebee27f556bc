import type { RecoveryState } from '../store/index.ts';
import type { EventType } from './events.ts';
import type { Transition } from './transition.ts';
import { decideAccess } from './transitions/access-pass.ts';
import { expire, leave, stop } from './transitions/closing.ts';
import { checkFace, openFace, takeFrame } from './transitions/face-check.ts';
import { readVisit } from './transitions/face-visit.ts';
import {
  backToCountry,
  backToExplain,
  begin,
  chooseRoute,
  handOver,
  returned,
} from './transitions/identity-verification.ts';
import { match } from './transitions/matching.ts';
import {
  agreeOnPhone,
  denyOnPhone,
  joinPhone,
  offerPhone,
  takePhoneCode,
  throwPhoneOut,
} from './transitions/phone.ts';
import { requestOnPhone, returnToPhone } from './transitions/phone-wallet.ts';
import {
  acceptResponseCode,
  backFromPresentation,
  requestPresentation,
  walletPresented,
  walletRefused,
} from './transitions/presentation.ts';
import { completeSignIn } from './transitions/re-enrolment.ts';
import { redeemPass } from './transitions/redeem-pass.ts';
import { reopenEnrolment } from './transitions/reopen-enrolment.ts';
import { showPass } from './transitions/show-pass.ts';
import { wait } from './transitions/waiting.ts';

type Row = { readonly [T in EventType]?: Transition<T> };

/** An admin or an objection may stop, and time may end, a recovery anywhere before it is closed. */
const anywhere = { stop, expire } as const;
/** A person may leave until the pass is redeemed: from then on the account has changed, and it is finished or undone. */
const beforeRedemption = { ...anywhere, leave, phoneDenied: denyOnPhone } as const;
/** A second device, for the wallet or the camera (D25): it joins, and its code is typed where the recovery was started. */
const withPhone = {
  phoneOffered: offerPhone,
  phoneJoined: joinPhone,
  phoneAgreed: agreeOnPhone,
  phoneThrownOut: throwPhoneOut,
  phoneCode: takePhoneCode,
} as const;

/**
 * The order of a recovery, as a table: state → event → what then happens. Nothing else decides what comes next (R28, T14).
 * An event that a state does not list changes nothing.
 */
export const order: { readonly [S in RecoveryState]: Row } = {
  explain: { ...beforeRedemption, begin },
  chooseCountry: { ...beforeRedemption, chooseRoute, back: backToExplain },
  goToProvider: { ...beforeRedemption, handOver, returned, back: backToCountry },
  present: {
    ...beforeRedemption,
    ...withPhone,
    phoneWallet: requestOnPhone,
    phoneReturned: returnToPhone,
    requestPresentation,
    walletPresented,
    walletRefused,
    responseCode: acceptResponseCode,
    back: backFromPresentation,
  },
  faceCheck: {
    ...beforeRedemption,
    ...withPhone,
    faceOpened: openFace,
    faceFrame: takeFrame,
    faceCaptured: checkFace,
    faceVisited: readVisit,
  },
  matching: { ...beforeRedemption, continue: match },
  waiting: { ...beforeRedemption, continue: wait },
  granting: { ...beforeRedemption, continue: decideAccess },
  accessPass: { ...beforeRedemption, showPass, redeemPass },
  enrol: { ...anywhere, reopenEnrolment, signedIn: completeSignIn },
  closed: {},
};
