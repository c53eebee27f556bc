import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { createLocalFaceMatcher, type LocalFaceMatcher } from '../connectors/face-matcher/local/index.ts';
import { measureFacePage } from './face-page.ts';
import { type Figure, percentile, type Report } from './report.ts';

const rounds = 8;
/** Sessions before anything is measured: V8 compiles what it runs often. */
const warming = 6;
const lanes = [1, 4, 16] as const;
const steps = 6;
/** Only the three at the centre are scored, as in a real session. */
const isFrontal = (step: number) => step % 2 === 0;

/**
 * One face check: six frames looked at one by one as they come, then the whole capture scored against the portrait; by two
 * workers. Against it, in the same run, the naive pipeline: every picture that a camera gives in those seconds, each with full
 * detection and descriptor. Pictures are drawn; CPU time is the workers' own.
 */
export async function measureFace(): Promise<Report> {
  const portrait = await readFile(join(import.meta.dirname, '..', 'example', 'specimens', 'mara.jpg'));
  const pictures = await Promise.all(
    Array.from({ length: naiveFrames }, (_, nth) => drawFrame(portrait, nth)),
  );
  const figures: Figure[] = [];
  const matcher = createLocalFaceMatcher({ workers: 2, queue: 200, deadline: 60_000 });
  try {
    const cold = await run(matcher, { parallel: 2, count: 2 }, () => checkFace(matcher, portrait, pictures));
    figures.push({ name: 'start of a worker and its first session: CPU', value: cold.cpu, unit: 'ms' });
    await run(matcher, { parallel: 2, count: warming }, () => checkFace(matcher, portrait, pictures));
    for (const parallel of lanes) {
      const { cpu, times } = await run(matcher, { parallel }, () => checkFace(matcher, portrait, pictures));
      figures.push(
        {
          name: `${parallel} at once: CPU a session`,
          value: cpu,
          unit: 'ms',
          ...(parallel === 1 && { aim: '≤ 350' }),
        },
        { name: `${parallel} at once: wall, p50`, value: percentile(times, 0.5), unit: 'ms' },
        { name: `${parallel} at once: wall, p99`, value: percentile(times, 0.99), unit: 'ms' },
      );
    }
    figures.push({
      name: 'two workers: memory',
      value: matcher.pids().reduce((sum, pid) => sum + residentMegabytes(pid), 0),
      unit: 'MB',
      aim: '≤ 650',
    });
    const naive = await run(matcher, { parallel: 1 }, () => checkNaively(matcher, portrait, pictures));
    figures.push(
      { name: `naive (${naiveFrames} frames): CPU a session`, value: naive.cpu, unit: 'ms' },
      { name: `naive (${naiveFrames} frames): wall, p50`, value: percentile(naive.times, 0.5), unit: 'ms' },
    );
  } finally {
    await matcher.close();
  }
  figures.push(...(await measureFacePage()));
  const notes = [
    `${rounds} sessions a lane, at least two a person; every frame is taken at the first look. Each look more is one more detection.`,
    `Measured after ${warming} sessions of warming up; a worker is started once and kept, and its first session costs more.`,
    `Naive: ${naiveFrames} frames, all detected and described, in captures of ${steps}, so the portrait as often.`,
    'On a machine that others use, CPU time grows as well: caches and cores are shared.',
    'Wall time is the engine alone: what a person needs to turn their head is not in it.',
  ];
  return { measurement: 'Face check', node: process.version, notes, figures };
}

/** A camera of five pictures a second, for as long as six looks take. */
const naiveFrames = 30;

async function checkFace(
  matcher: LocalFaceMatcher,
  portrait: Buffer,
  pictures: readonly Buffer[],
): Promise<void> {
  const frames = [];
  for (const [step, picture] of pictures.slice(0, steps).entries()) {
    const reading = await matcher.readFrame(picture);
    if (reading.kind !== 'face') throw new Error(reading.problem);
    frames.push({ picture, place: reading.place, frontal: isFrontal(step) });
  }
  const answer = await matcher.compare({ portrait, frames });
  if (answer.kind !== 'compared' || answer.confidence < 70) throw new Error(JSON.stringify(answer));
}

/** Every frame is detected, described and compared, in captures of six. */
async function checkNaively(
  matcher: LocalFaceMatcher,
  portrait: Buffer,
  pictures: readonly Buffer[],
): Promise<void> {
  for (let from = 0; from < pictures.length; from += steps)
    await checkFace(matcher, portrait, pictures.slice(from, from + steps));
}

async function run(
  matcher: LocalFaceMatcher,
  how: { readonly parallel: number; readonly count?: number },
  session: () => Promise<void>,
) {
  const { parallel, count = Math.max(rounds, parallel * 2) } = how;
  const times: number[] = [];
  const before = cpuMs(matcher);
  let next = 0;
  const lane = async () => {
    while (next < count) {
      next += 1;
      const startedAt = performance.now();
      await session();
      times.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  return { cpu: (cpuMs(matcher) - before) / count, times };
}

/** User and system time of the workers, by Linux, which counts it in hundredths of a second. */
function cpuMs(matcher: LocalFaceMatcher): number {
  return matcher.pids().reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return sum + (Number(fields[11]) + Number(fields[12])) * 10;
  }, 0);
}

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;
}

/** 640 × 480, a little different each time, as somebody who does not hold perfectly still. */
async function drawFrame(portrait: Buffer, nth: number): Promise<Buffer> {
  const height = 456 + ((nth * 5) % 20);
  const width = Math.round(height * 0.8);
  const face = await sharp(portrait).resize(width, height).toBuffer();
  const left = Math.round((640 - width) / 2) + ((nth * 3) % 9);
  return sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a8f94' } })
    .composite([{ input: face, left, top: Math.round((480 - height) / 2) }])
    .jpeg({ quality: 85 })
    .toBuffer();
}
