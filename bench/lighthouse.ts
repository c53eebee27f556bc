import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from '../journeys/browser.ts';
import { findPorts } from '../journeys/find-ports.ts';
import { openHouse } from '../journeys/house.ts';
import { signInForPages } from './pages.ts';
import { type Figure, percentile, type Report } from './report.ts';

const folder = join(import.meta.dirname, 'peers', 'lighthouse');
const rounds = 3;

interface Judged {
  /** 0–100 by category. */
  readonly scores: Readonly<Record<string, number>>;
  readonly metrics: Readonly<Record<string, number>>;
  /** What cost points, with its score. */
  readonly failed: readonly string[];
}

interface Lighthouse {
  readonly version: string;
  judgePage(page: {
    readonly address: string;
    readonly devToolsPort: number;
    readonly isDesk: boolean;
    readonly cookie: string;
  }): Promise<Judged>;
}

/**
 * Lighthouse itself on the person's first page and on the portal's Home, signed in, phone and desk. It is no part of Regain: in a
 * manifest of its own, left out where it is not installed.
 */
export async function measureLighthouse(): Promise<Report> {
  const about = { measurement: 'Lighthouse', node: process.version };
  if (!existsSync(join(folder, 'node_modules', 'lighthouse'))) {
    const how = 'npm install --prefix bench/peers/lighthouse --ignore-scripts';
    return { ...about, figures: [], notes: [`Lighthouse was not run, it is not installed: ${how}`] };
  }
  const lighthouse = (await import(pathToFileURL(join(folder, 'open-lighthouse.mjs')).href)) as Lighthouse;
  const devToolsPort = await findPorts(1);
  const [house, browser] = await Promise.all([openHouse(), launchBrowser({ devToolsPort })]);
  try {
    const cookies = await signInForPages(house, browser);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const pages = [
      { name: "person's first page", address: `${house.origin}/`, cookie: '' },
      { name: 'Home of the portal', address: `${house.origin}/admin`, cookie },
    ];
    const notes = [`Lighthouse ${lighthouse.version} with its own settings; medians of ${rounds} runs.`];
    const figures: Figure[] = [];
    for (const page of pages)
      for (const isDesk of [false, true]) {
        const runs: Judged[] = [];
        for (let round = 0; round < rounds; round += 1)
          runs.push(await lighthouse.judgePage({ ...page, devToolsPort, isDesk }));
        const name = `Lighthouse, ${page.name}, ${isDesk ? 'desk' : 'phone'}`;
        figures.push(...toFigures(name, runs));
        const failed = [...new Set(runs.flatMap((run) => run.failed.map((each) => each.split(' ')[0]!)))];
        if (failed.length > 0) notes.push(`${name}: what cost points: ${failed.join(', ')}.`);
      }
    return { ...about, figures, notes };
  } finally {
    await browser.close();
    await house.stop();
  }
}

function toFigures(name: string, runs: readonly Judged[]): Figure[] {
  const median = (of: (run: Judged) => number | undefined) =>
    percentile(
      runs.map((run) => of(run) ?? Number.NaN),
      0.5,
    );
  const score = (id: string): Figure => ({
    name: `${name}: ${id.replace('-', ' ')}`,
    value: median(({ scores }) => scores[id]),
    ...{ unit: 'of 100', aim: '≥ 95' },
  });
  const metric = (id: string): Figure => ({
    name: `${name}: ${id.replaceAll('-', ' ')}`,
    value: median(({ metrics }) => metrics[id]),
    unit: 'ms',
  });
  return [
    ...['performance', 'accessibility', 'best-practices'].map(score),
    ...['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time'].map(metric),
  ];
}
