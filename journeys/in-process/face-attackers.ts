import type { Look } from '../../recovery/steps/face-check/index.ts';
import type { HttpBrowser } from './http-browser.ts';
import { asksForCredential, bringsCode, faceConsent, pageOf } from './over-http.ts';
import type { SmallHouse } from './small-house.ts';

/** What somebody holds before the camera when asked to look that way; `nth` counts pictures and makes each different, `ms` has passed. */
export type Attacker = (asked: {
  readonly look: Look;
  readonly nth: number;
  readonly ms: number;
}) => Promise<Uint8Array>;

export interface Attempt {
  /** Steps whose picture was taken, of six. */
  readonly taken: number;
  /** What was said to the pictures that were not. */
  readonly problems: readonly string[];
  /** The last word of the record: its activity or the code of its refusal; null while nothing was scored. */
  readonly result: string | null;
  /** The person's next page, as the browser gets it. */
  readonly page: unknown;
  /** As the record has it, when there was a score. */
  readonly confidence: number | null;
}

/** Tiago's profile rehearses: a check that passes changes nothing, so the same account serves for every attack. */
const account = 'tiago.ferreira';
const holder = { given_name: 'Tiago', family_name: 'Ferreira', birthdate: '1979-11-03' };
/** The page asks for another picture after so many milliseconds. */
const againMs = 700;

/** From nothing to the face check, with a genuine credential that holds this portrait. Budgets of the day before are over. */
export async function reachFaceCheck(house: SmallHouse, portrait: Uint8Array): Promise<HttpBrowser> {
  house.pass({ minutes: 25 * 60 });
  const browser = house.openBrowser();
  const address = await asksForCredential(browser, account);
  const shown = await house.wallet.present(browser, address, holder, { portrait });
  await bringsCode(browser, shown.body.redirect_uri);
  const { page } = await pageOf(browser);
  if (page !== 'faceCheck') throw new TypeError(`expected the face check, got ${String(page)}`);
  return browser;
}

/** Walks the whole challenge over HTTP with what the attacker shows, and has it scored where all six steps were taken. */
export async function attack(
  house: SmallHouse,
  how: {
    readonly portrait: Uint8Array;
    readonly shows: Attacker;
    /** Pictures shown for one step before the attacker gives up. */
    readonly patience?: number;
  },
): Promise<Attempt> {
  const { portrait, shows, patience = 4 } = how;
  const browser = await reachFaceCheck(house, portrait);
  const begun = house.now();
  const frames: string[] = [];
  const problems: string[] = [];
  let word = (await browser.post('/api/recovery/face-check/session', { consent: faceConsent })).body;
  for (let nth = 0, refused = 0; refused < patience; nth += 1) {
    const step = word.step as { number: number; look: Look; afterMs: number } | null | undefined;
    // Undefined: the capture was ended.
    if (step == null) break;
    await browser.holdStill(Math.max(step.afterMs, againMs));
    const picture = await shows({ look: step.look, nth, ms: house.now() - begun });
    const frame = Buffer.from(picture).toString('base64');
    const asked = { session: word.session, step: step.number, frame };
    word = (await browser.post('/api/recovery/face-check/frame', asked)).body;
    if (word.accepted === true) {
      frames[step.number] = frame;
      refused = 0;
    } else {
      problems.push(String(word.problem));
      refused += 1;
    }
  }
  const complete = word.step === null;
  if (complete) await browser.post('/api/recovery/face-check', { session: word.session, frames });
  const [result, confidence] = complete ? await lastWord(house) : [null, null];
  const page = await pageOf(browser);
  return { taken: frames.length, problems: [...new Set(problems)], result, confidence, page };
}

async function lastWord(house: SmallHouse): Promise<readonly [string, number | null]> {
  const [latest] = await house.administration.listRecoveries({ limit: 1 });
  const entries = await house.installation.audit.readChain(latest!.id);
  const scored = entries.filter(({ activity }) => activity.startsWith('faceCheck.')).at(-1)!;
  const { confidence } = scored.data as { readonly confidence?: unknown };
  return [scored.code || scored.activity, typeof confidence === 'number' ? confidence : null];
}
