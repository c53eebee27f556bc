import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchBrowser, openPage } from '../journeys/browser.ts';
import { filmPicture } from '../journeys/camera.ts';
import { type Figure, percentile } from './report.ts';

const project = resolve(import.meta.dirname, '..');
const assets = join(project, 'web', 'dist', 'assets');
const source = join(project, 'web', 'recover', 'face-check');
const page = 'https://page.example';
const frames = 200;

/** What the page of the face check costs: its own script and style, and each frame in Chromium with a film before its camera. */
export async function measureFacePage(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'regain-bench-'));
  const film = await filmPicture(
    join(project, 'example', 'specimens', 'mara.jpg'),
    join(folder, 'film.mjpeg'),
  );
  const browser = await launchBrowser({ fakeCamera: film });
  try {
    const { hints, pictures } = await timeFrames(await openPage(browser));
    return [
      { name: 'page: script and style loaded for it alone', value: chunkSize(), unit: 'kB' },
      { name: 'page: a hint for a frame, p50', value: percentile(hints, 0.5), unit: 'ms', aim: '≤ 40' },
      { name: 'page: a hint for a frame, p99', value: percentile(hints, 0.99), unit: 'ms' },
      { name: 'page: a frame to send, p50', value: percentile(pictures, 0.5), unit: 'ms', aim: '≤ 40' },
      { name: 'page: a frame to send, p99', value: percentile(pictures, 0.99), unit: 'ms' },
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** kB, gzip. */
function chunkSize(): number {
  const own = readdirSync(assets).filter((name) => /^face-check-.*\.(js|css)$/.test(name));
  if (own.length === 0) throw new Error('The pages are not built: npm run build');
  return own.reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0) / 1000;
}

async function timeFrames(
  tab: Awaited<ReturnType<typeof openPage>>,
): Promise<{ hints: number[]; pictures: number[] }> {
  await tab.route(`${page}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: '<video muted></video>' });
    const script = stripTypeScriptTypes(readFileSync(join(source, pathname), 'utf8'));
    return route.fulfill({ contentType: 'text/javascript', body: script });
  });
  await tab.goto(page);
  return (await tab.evaluate(`(async () => {
    const { lightHint, frameOf } = await import('/frames.ts');
    const video = document.querySelector('video');
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
    await video.play();
    const time = async (work) => {
      const times = [];
      for (let nth = 0; nth < ${frames}; nth += 1) {
        await new Promise((next) => setTimeout(next, 5));
        const from = performance.now();
        work(video);
        times.push(performance.now() - from);
      }
      return times;
    };
    return { hints: await time(lightHint), pictures: await time(frameOf) };
  })()`)) as { hints: number[]; pictures: number[] };
}
