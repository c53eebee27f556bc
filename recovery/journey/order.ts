import type { RecoveryState } from '../store/index.ts';
import type { EventType } from './events.ts';
import type { Transition } from './transition.ts';
import { decideAccess } from './transitions/access-pass.ts';
import { expire, leave, stop } from './transitions/closing.ts';
import { checkFace } from './transitions/face-check.ts';
import {
  backToCountry,
  backToExplain,
  begin,
  chooseRoute,
  handOver,
  retryProvider,
  returned,
} from './transitions/identity-verification.ts';
import { match } from './transitions/matching.ts';
import {
  acceptResponseCode,
  backFromPresentation,
  requestPresentation,
  walletPresented,
  walletRefused,
} from './transitions/presentation.ts';
import { completeSignIn } from './transitions/re-enrolment.ts';
import { redeemPass } from './transitions/redeem-pass.ts';
import { showPass } from './transitions/show-pass.ts';

type Row = { readonly [T in EventType]?: Transition<T> };

/** A person may leave, an admin may stop, time may end a recovery anywhere before it is closed. */
const anywhere = { leave, stop, expire } as const;

/**
 * The order of a recovery, as a table: state → event → what then happens. Nothing else decides what comes next (R28, T14).
 * An event that a state does not list changes nothing.
 */
export const order: { readonly [S in RecoveryState]: Row } = {
  explain: { ...anywhere, begin },
  chooseCountry: { ...anywhere, chooseRoute, back: backToExplain },
  goToProvider: { ...anywhere, handOver, returned, continue: retryProvider, back: backToCountry },
  present: {
    ...anywhere,
    requestPresentation,
    walletPresented,
    walletRefused,
    responseCode: acceptResponseCode,
    back: backFromPresentation,
  },
  faceCheck: { ...anywhere, faceCaptured: checkFace },
  matching: { ...anywhere, continue: match },
  granting: { ...anywhere, continue: decideAccess },
  accessPass: { ...anywhere, showPass, redeemPass },
  enrol: { ...anywhere, signedIn: completeSignIn },
  closed: {},
};
