import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Response, request } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readCase } from './ask-admin.ts';
import { asksForCredential, bringsCode, faceConsent, type HttpBrowser } from './in-process/index.ts';
import { setStage } from './stage.ts';
import { takeWalletOfALiar, type WalletOfALiar } from './wallet-of-a-liar.ts';

const stage = setStage();
const specimen = 'Mara Lindqvist';
/** So many wait for the engine's processes, of which there are two where there are two cores. */
const queue = 20;
const others = 24;

interface SomebodyElse {
  begins(): Promise<void>;
  /** The status that the picture gets. */
  shows(): Promise<number>;
}

/** As HTTP sees them: has shown a credential, and sits before a camera that sees a wall. */
async function sitsElsewhere(wallet: WalletOfALiar, picture: string): Promise<SomebodyElse> {
  const { origin } = stage.house();
  const cookies = await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
  const post: HttpBrowser['post'] = async (path, data = {}) => {
    const answer = await cookies.post(path, { data });
    const text = await answer.text();
    const body = text === '' ? {} : JSON.parse(text);
    return { status: answer.status(), body, text, headers: answer.headers() };
  };
  const { redirect } = await wallet.answers(await asksForCredential({ post }, 'tiago.ferreira'));
  await bringsCode({ post }, redirect);
  let session: unknown;
  return {
    begins: async () => {
      session = (await post('/api/recovery/face-check/session', { consent: faceConsent })).body.session;
    },
    shows: async () =>
      (await post('/api/recovery/face-check/frame', { session, step: 0, frame: picture })).status,
  };
}

/** All of them at once; comes back when so many were told to come again, which says that the engine is full. */
async function fillEngine(crowd: readonly SomebodyElse[], refused: number) {
  const full = Promise.withResolvers<void>();
  let busy = 0;
  const statuses = Promise.all(
    crowd.map(async ({ shows }) => {
      const status = await shows();
      if (status === 503) busy += 1;
      if (busy === refused) full.resolve();
      return status;
    }),
  );
  await full.promise;
  return { statuses };
}

/** Of the house's engine. */
function engineProcesses(): readonly number[] {
  const regain = readFileSync(join(stage.house().dataDir, 'regain/regain.pid'), 'utf8').trim();
  const children = readFileSync(`/proc/${regain}/task/${regain}/children`, 'utf8').trim().split(' ');
  return children
    .map(Number)
    .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('face-matcher'));
}
/** As when a machine has other things to do. */
const tellEngine = (signal: 'SIGSTOP' | 'SIGCONT') => {
  for (const pid of engineProcesses()) process.kill(pid, signal);
};

test.runIf(process.platform === 'linux')(
  'so many look into cameras that the engine is full: Mara reads so, waits, and gets through with the same picture (T18)',
  async () => {
    const mara = await stage.sitDown();
    await mara.comesToFaceCheck({ accountName: 'mara.lindqvist', specimen });
    await mara.opens("I can't do this");
    const caseNumber = await mara.caseNumber();
    await mara.startsCamera(specimen);
    const answers: Response[] = [];
    mara.page.on('response', (answer) => {
      if (answer.url().endsWith('/face-check/frame')) answers.push(answer);
    });

    const wall = sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a8f94' } });
    const picture = (await wall.jpeg().toBuffer()).toString('base64');
    const wallet = await takeWalletOfALiar(stage.house());
    const crowd = await Promise.all(Array.from({ length: others }, () => sitsElsewhere(wallet, picture)));
    await Promise.all(crowd.map(({ begins }) => begins()));
    await mara.page.waitForTimeout(1_300);
    // All of its processes are there from now on.
    expect(await Promise.all(crowd.slice(0, 4).map(({ shows }) => shows()))).toEqual([200, 200, 200, 200]);
    const refused = others - queue - engineProcesses().length;
    expect([2, 3]).toContain(refused);

    tellEngine('SIGSTOP');
    const { statuses } = await fillEngine(crowd, refused);
    await mara.presses('Begin');
    await mara.page.getByText('Many people are being checked right now').waitFor();
    await mara.page.getByText(/^We try again by ourselves in [1-5] seconds?\./).waitFor();
    tellEngine('SIGCONT');
    expect((await statuses).filter((status) => status === 200)).toHaveLength(others - refused);
    await mara.sees('You have proved who you are');

    const [first, second] = answers;
    expect([first?.status(), first?.headers()['retry-after']]).toEqual([503, '5']);
    expect([second?.status(), second?.request().postData()]).toEqual([200, first?.request().postData()]);
    const { entries } = await readCase(stage.house(), caseNumber);
    const face = entries.map(({ activity }) => activity).filter((each) => each.startsWith('faceCheck.'));
    expect(face.filter((each) => each !== 'faceCheck.frameRefused')).toEqual([
      ...['faceCheck.opened', 'faceCheck.pictureWaits', ...Array<string>(6).fill('faceCheck.stepTaken')],
      'faceCheck.passed',
    ]);
  },
);
