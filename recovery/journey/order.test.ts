import { describe, expect, test } from 'vitest';
import type { EventType } from './events.ts';
import { order } from './order.ts';
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

/** The whole order once more, by hand: whoever changes the flow says so twice (R28, T15). `·` is an event that changes nothing. */
const drawn = `
state         begin chooseRoute handOver returned requestPresentation walletPresented walletRefused responseCode faceOpened faceFrame faceCaptured faceVisited phoneOffered phoneJoined phoneAgreed phoneWallet phoneReturned phoneThrownOut phoneCode phoneDenied continue showPass redeemPass reopenEnrolment signedIn back leave stop expire
explain       begin ·           ·        ·        ·                   ·               ·             ·            ·          ·         ·            ·           ·            ·           ·           ·           ·             ·              ·         deny        ·        ·        ·          ·               ·        ·    leave stop expire
chooseCountry ·     route       ·        ·        ·                   ·               ·             ·            ·          ·         ·            ·           ·            ·           ·           ·           ·             ·              ·         deny        ·        ·        ·          ·               ·        back leave stop expire
goToProvider  ·     ·           send     hint     ·                   ·               ·             ·            ·          ·         ·            ·           ·            ·           ·           ·           ·             ·              ·         deny        ·        ·        ·          ·               ·        back leave stop expire
present       ·     ·           ·        ·        ask                 presented       refused       code         ·          ·         ·            ·           offer        join        agree       onPhone     toPhone       throwOut       typed     deny        ·        ·        ·          ·               ·        back leave stop expire
faceCheck     ·     ·           ·        ·        ·                   ·               ·             ·            open       frame     face         visited     offer        join        agree       ·           ·             throwOut       typed     deny        ·        ·        ·          ·               ·        ·    leave stop expire
matching      ·     ·           ·        ·        ·                   ·               ·             ·            ·          ·         ·            ·           ·            ·           ·           ·           ·             ·              ·         deny        match    ·        ·          ·               ·        ·    leave stop expire
waiting       ·     ·           ·        ·        ·                   ·               ·             ·            ·          ·         ·            ·           ·            ·           ·           ·           ·             ·              ·         deny        wait     ·        ·          ·               ·        ·    leave stop expire
granting      ·     ·           ·        ·        ·                   ·               ·             ·            ·          ·         ·            ·           ·            ·           ·           ·           ·             ·              ·         deny        decide   ·        ·          ·               ·        ·    leave stop expire
accessPass    ·     ·           ·        ·        ·                   ·               ·             ·            ·          ·         ·            ·           ·            ·           ·           ·           ·             ·              ·         deny        ·        show     redeem     ·               ·        ·    leave stop expire
enrol         ·     ·           ·        ·        ·                   ·               ·             ·            ·          ·         ·            ·           ·            ·           ·           ·           ·             ·              ·         ·           ·        ·        ·          reopen          complete ·    ·     stop expire
closed        ·     ·           ·        ·        ·                   ·               ·             ·            ·          ·         ·            ·           ·            ·           ·           ·           ·             ·              ·         ·           ·        ·        ·          ·               ·        ·    ·     ·    ·
`;

const transitions: Readonly<Record<string, unknown>> = {
  begin,
  route: chooseRoute,
  send: handOver,
  hint: returned,
  ask: requestPresentation,
  presented: walletPresented,
  refused: walletRefused,
  code: acceptResponseCode,
  open: openFace,
  frame: takeFrame,
  face: checkFace,
  visited: readVisit,
  offer: offerPhone,
  join: joinPhone,
  agree: agreeOnPhone,
  onPhone: requestOnPhone,
  toPhone: returnToPhone,
  throwOut: throwPhoneOut,
  typed: takePhoneCode,
  deny: denyOnPhone,
  match,
  wait,
  decide: decideAccess,
  show: showPass,
  redeem: redeemPass,
  reopen: reopenEnrolment,
  complete: completeSignIn,
  leave,
  stop,
  expire,
};
const backs: Readonly<Record<string, unknown>> = {
  chooseCountry: backToExplain,
  goToProvider: backToCountry,
  present: backFromPresentation,
};

const [head = '', ...rows] = drawn.trim().split('\n');
const [, ...events] = head.split(/\s+/) as [string, ...EventType[]];

describe('the order of a recovery is this table and nothing else (R28, T14)', () => {
  test('it has these states', () => {
    expect(Object.keys(order)).toEqual(rows.map((row) => row.split(/\s+/)[0]));
  });

  test.each(rows.map((row) => row.split(/\s+/)))('%s', (state, ...cells) => {
    const row = order[state as keyof typeof order] as Partial<Record<EventType, unknown>>;
    const expected = Object.fromEntries(
      cells.flatMap((cell, index) =>
        cell === '·' ? [] : [[events[index], cell === 'back' ? backs[state!] : transitions[cell]]],
      ),
    );
    expect(Object.keys(row).sort()).toEqual(Object.keys(expected).sort());
    for (const [event, transition] of Object.entries(expected))
      expect(row[event as EventType], `${state} on ${event}`).toBe(transition);
  });
});
