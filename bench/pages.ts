import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { runAdmin } from '../journeys/ask-admin.ts';
import { launchBrowser, openPage } from '../journeys/browser.ts';
import { type House, openHouse } from '../journeys/house.ts';
import { sitDown } from '../journeys/locked-out-person.ts';
import { type Figure, percentile, type Report } from './report.ts';

const dist = resolve(import.meta.dirname, '../web/dist');
const rounds = 5;

/** Lighthouse's two settings: a phone on a slow line with a processor four times slower, and a desk. Latency in ms. */
const phone = { latency: 150, kilobits: 1_600, slower: 4, viewport: { width: 412, height: 823 } };
const desk = { latency: 40, kilobits: 10_240, slower: 1, viewport: { width: 1350, height: 940 } };
type Setting = typeof phone;

/**
 * What the first page costs: bytes of script and style that its document names (compressed, without what comes later on demand),
 * and a first visit in Chromium on a slow phone, with nothing cached. Home of the portal is measured signed in.
 */
export async function measurePages(): Promise<Report> {
  const figures: Figure[] = [
    ...sizesOf('index.html', "person's pages", '≤ 110'),
    ...sizesOf('admin.html', 'portal'),
  ];
  const [house, browser] = await Promise.all([openHouse(), launchBrowser()]);
  try {
    figures.push(...(await visit(browser, "person's first page, phone", phone, `${house.origin}/`)));
    const cookies = await signInForPages(house, browser);
    const home = `${house.origin}/admin`;
    figures.push(...(await visit(browser, 'Home of the portal, desk', desk, home, cookies)));
    figures.push(...(await visit(browser, 'Home of the portal, phone', phone, home, cookies)));
  } finally {
    await browser.close();
    await house.stop();
  }
  return {
    measurement: 'Pages',
    node: process.version,
    notes: [
      `Medians of ${rounds} first visits with Lighthouse's settings. Phone: 1.6 Mbit/s, 150 ms, processor four times slower; desk: 10 Mbit/s, 40 ms.`,
      'kB of a document: gzip, what its HTML names; the page of a section and its texts come on top.',
    ],
    figures,
  };
}

function sizesOf(document: string, name: string, aim?: string): Figure[] {
  const html = readFileSync(join(dist, document), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, file = '']) => file,
  );
  if (files.length === 0) throw new Error(`${document} names no script: build the pages first`);
  const sum = (ending: string) =>
    files
      .filter((file) => file.endsWith(ending))
      .reduce((bytes, file) => bytes + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0) /
    1000;
  const [script, style] = [sum('.js'), sum('.css')];
  return [
    { name: `${name}: script and style`, value: script + style, unit: 'kB', ...(aim && { aim }) },
    { name: `${name}: script`, value: script, unit: 'kB' },
    { name: `${name}: style`, value: style, unit: 'kB' },
  ];
}

type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

interface Visit {
  readonly shown: number;
  readonly largest: number;
  readonly shift: number;
  readonly blocked: number;
  readonly kilobytes: number;
}

async function visit(
  browser: Browser,
  name: string,
  setting: Setting,
  address: string,
  cookies: Cookies = [],
): Promise<Figure[]> {
  const visits: Visit[] = [];
  for (let round = 0; round < rounds; round += 1)
    visits.push(await visitOnce(browser, setting, address, cookies));
  const median = (of: keyof Visit) =>
    percentile(
      visits.map((each) => each[of]),
      0.5,
    );
  return [
    { name: `${name}: heading and content shown`, value: median('shown'), unit: 'ms' },
    { name: `${name}: largest contentful paint`, value: median('largest'), unit: 'ms', aim: '≤ 2500' },
    { name: `${name}: blocked by scripts`, value: median('blocked'), unit: 'ms', aim: '≤ 200' },
    { name: `${name}: layout shift × 1000`, value: median('shift') * 1000, unit: 'count', aim: '≤ 100' },
    { name: `${name}: transferred`, value: median('kilobytes'), unit: 'kB' },
  ];
}

/** Gathers what the browser itself noticed: largest paint, shifts, and what of each long task was longer than 50 ms. */
const watch = `
  window.seen = { largest: 0, shift: 0, blocked: 0 };
  const see = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  see('largest-contentful-paint', (entry) => { window.seen.largest = entry.startTime; });
  see('layout-shift', (entry) => { if (!entry.hadRecentInput) window.seen.shift += entry.value; });
  see('longtask', (entry) => { window.seen.blocked += Math.max(0, entry.duration - 50); });
`;

async function visitOnce(
  browser: Browser,
  { latency, kilobits, slower, viewport }: Setting,
  address: string,
  cookies: Cookies,
): Promise<Visit> {
  const page = await openPage(browser, { viewport });
  await page.context().addCookies(cookies);
  const devTools = await page.context().newCDPSession(page);
  const bytes = await countBytes(devTools);
  const throughput = (kilobits * 1024) / 8;
  await devTools.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput },
  });
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.addInitScript(watch);
  await page.goto(address);
  await page.locator('main h1').waitFor();
  while ((await page.locator('.skeleton').count()) > 0) await page.waitForTimeout(20);
  const shown = Number(await page.evaluate('performance.now()'));
  await page.waitForTimeout(1_000);
  const seen = await page.evaluate<Omit<Visit, 'shown' | 'kilobytes'>>('window.seen');
  await page.context().close();
  return { ...seen, shown, kilobytes: bytes() / 1000 };
}

async function countBytes(devTools: CDPSession): Promise<() => number> {
  let bytes = 0;
  devTools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await devTools.send('Network.enable');
  return () => bytes;
}

/** An administrator with a demo passkey, as the host invites one. */
export async function signInForPages(house: House, browser: Browser): Promise<Cookies> {
  const folder = mkdtempSync(join(tmpdir(), 'regain-bench-'));
  const file = join(folder, 'invitation');
  await runAdmin(house, 'invite', 'bench', '--mail', 'bench@alderfinch.example', '--file', file);
  const admin = sitDown(await openPage(browser), house);
  await admin.page.goto(readFileSync(file, 'utf8').trim());
  rmSync(folder, { recursive: true, force: true });
  await admin.presses('Set up sign-in');
  await admin.presses('Create a passkey');
  await admin.answers('Create demo passkey');
  await admin.sees('Your passkey is ready');
  await admin.signsInWithDemoPasskey();
  await admin.sees('Your security info');
  const cookies = await admin.page.context().cookies();
  await admin.page.context().close();
  return cookies;
}
