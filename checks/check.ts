/**
 * `npm run check`: everything that can be known without running the product, each step named by the sentence it
 * keeps true. Two steps at a time; a failing step prints what its tool said, and the rest still run.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { projectFolder } from './project-files.ts';

interface Step {
  readonly sentence: string;
  readonly command: readonly string[];
}

const rooms = ['.', 'web', 'wallet', 'sandbox-idv'].filter((room) =>
  existsSync(resolve(projectFolder, room, 'tsconfig.json')),
);

const steps: readonly Step[] = [
  ...rooms.map((room) => ({
    sentence: room === '.' ? 'Types hold' : `Types hold in ${room}`,
    command: ['tsc', '-p', room, '--pretty', 'false'],
  })),
  {
    sentence: 'Code is clean and formatted',
    command: ['biome', 'check', '--error-on-warnings', '--colors=off'],
  },
  {
    sentence: 'Strangers stay strangers, and every other border holds',
    command: ['node', 'checks/borders.ts'],
  },
  { sentence: 'Nothing lies around unused', command: ['knip', '--no-progress'] },
  { sentence: 'Every refusal has a test', command: ['node', 'checks/refusals-are-tested.ts'] },
  { sentence: 'Docs match the code', command: ['node', 'checks/documents-match-code.ts'] },
  { sentence: 'Texts are complete', command: ['node', 'checks/texts-are-complete.ts'] },
  { sentence: 'Whatever the record says is explained', command: ['node', 'checks/record-is-explained.ts'] },
];

async function run(step: Step): Promise<boolean> {
  const startedAt = performance.now();
  const [command = '', ...options] = step.command;
  const child = spawn(command, options, {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${resolve(projectFolder, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
      FORCE_COLOR: '0',
    },
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const passed = await new Promise<boolean>((done) => {
    child.once('error', (error) => {
      output.push(Buffer.from(`${error.message}\n`));
      done(false);
    });
    child.once('close', (code) => done(code === 0));
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${passed ? '✓' : '✗'} ${step.sentence} (${seconds} s)\n`);
  if (!passed) process.stdout.write(`${Buffer.concat(output).toString().trimEnd().replace(/^/gm, '    ')}\n`);
  return passed;
}

const waiting = [...steps];
const failed: string[] = [];
async function work(): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    if (!(await run(step))) failed.push(step.sentence);
  }
}
const startedAt = performance.now();
await Promise.all([work(), work()]);

const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
process.stdout.write(
  failed.length === 0
    ? `All ${steps.length} hold (${seconds} s).\n`
    : `${failed.length} of ${steps.length} do not hold: ${failed.join('; ')} (${seconds} s).\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
