import { spawnSync } from 'node:child_process';

/** Debian's package where its name does not follow from the library's. */
const packageOf: Readonly<Record<string, string>> = {
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libssl3.so': 'libnss3',
  'libplc4.so': 'libnspr4',
  'libplds4.so': 'libnspr4',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgmodule-2.0.so.0': 'libglib2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
};

/** `libasound.so.2` → `libasound2`, `libX11.so.6` → `libx11-6`, `libnss3.so` → `libnss3`. */
export function debianPackage(library: string): string {
  const known = packageOf[library];
  if (known !== undefined) return known;
  const [, name = library, version = ''] = /^(.+?)\.so(?:\.(\d+))?/.exec(library) ?? [];
  const dash = version !== '' && /\d$/.test(name) ? '-' : '';
  return `${name}${dash}${version}`.toLowerCase().replaceAll('_', '-');
}

/** The libraries that a loader's message, or `ldd`, says are missing. */
export function missingLibraries(message: string): readonly string[] {
  const named = message.matchAll(
    /(?:error while loading shared libraries: (\S+?):|^\s*(lib\S+) => not found)/gm,
  );
  return [...new Set([...named].map((match) => match[1] ?? match[2] ?? ''))].filter((name) => name !== '');
}

/**
 * The loader stops at the first library that it misses; `ldd` names all, so that one command is enough.
 * @returns the error to throw: one that names the command, or the given one when nothing is missing.
 */
export function explainMissingLibraries(error: unknown, executablePath: string): unknown {
  const message = error instanceof Error ? error.message : String(error);
  const first = missingLibraries(message);
  if (first.length === 0) return error;
  const all = missingLibraries(spawnSync('ldd', [executablePath], { encoding: 'utf8' }).stdout ?? '');
  const packages = [...new Set([...first, ...all].map(debianPackage))].sort();
  return new Error(
    `The browser of the tests misses ${[...new Set([...first, ...all])].join(', ')}. Install: apt-get install -y ${packages.join(' ')}`,
    { cause: error },
  );
}
