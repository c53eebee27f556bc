import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import sparticuz from '@sparticuz/chromium';

const packages = resolve(import.meta.dirname, '../node_modules');

/**
 * Unpacks the Chromium that came with `npm ci`, once. Files of tests start side by side, and the package's own test for
 * "is it there already" is true while another process still writes: so each unpacks into a folder of its own, which takes
 * its name whole or not at all.
 * @returns absolute path of the executable.
 */
export async function unpackChromium(): Promise<string> {
  const packed = readFileSync(join(packages, '@sparticuz/chromium/package.json'), 'utf8');
  const { version } = JSON.parse(packed) as { version: string };
  const room = join(packages, '.cache', `regain-chromium-${version}`);
  const executable = join(room, 'chromium');
  if (existsSync(executable)) return executable;
  mkdirSync(join(packages, '.cache'), { recursive: true });
  const own = mkdtempSync(`${room}-`);
  // A process of its own, because the package unpacks into the temporary folder, and that is everybody's here.
  const env = { ...process.env, TMPDIR: own };
  await promisify(execFile)(process.execPath, [import.meta.filename], { env });
  try {
    renameSync(own, room);
  } catch (cause) {
    rmSync(own, { recursive: true, force: true });
    if (!existsSync(executable)) throw cause;
  }
  return executable;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await sparticuz.executablePath();
