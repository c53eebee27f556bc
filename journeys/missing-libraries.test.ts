import { describe, expect, test } from 'vitest';
import { debianPackage, explainMissingLibraries, missingLibraries } from './missing-libraries.ts';

describe('a browser that cannot start names the one command that helps', () => {
  test.each([
    ['libnss3.so', 'libnss3'],
    ['libnssutil3.so', 'libnss3'],
    ['libnspr4.so', 'libnspr4'],
    ['libasound.so.2', 'libasound2'],
    ['libgbm.so.1', 'libgbm1'],
    ['libX11.so.6', 'libx11-6'],
    ['libxkbcommon.so.0', 'libxkbcommon0'],
  ])('%s is in %s', (library, expected) => {
    expect(debianPackage(library)).toBe(expected);
  });

  test('the loader and ldd are both understood', () => {
    expect(
      missingLibraries(
        '/x/chromium: error while loading shared libraries: libnss3.so: cannot open shared object file',
      ),
    ).toEqual(['libnss3.so']);
    expect(missingLibraries('\tlibnspr4.so => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x0)\n')).toEqual([
      'libnspr4.so',
    ]);
  });

  test('the command stands in the message', () => {
    const error = new Error(
      'chromium: error while loading shared libraries: libnss3.so: cannot open shared object file',
    );
    expect(String(explainMissingLibraries(error, '/nowhere/chromium'))).toBe(
      'Error: The browser of the tests misses libnss3.so. Install: apt-get install -y libnss3',
    );
  });

  test('any other failure is left as it is', () => {
    const error = new Error('Target closed');
    expect(explainMissingLibraries(error, '/nowhere/chromium')).toBe(error);
  });
});
