import { readFile } from 'node:fs/promises';

/** The certificates of all `files`, base64 DER. A file that is not there yet (or not readable) adds nothing. */
export async function readAuthorities(files: readonly string[]): Promise<readonly string[]> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  return texts.flatMap((text) =>
    [...text.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)].map((found) =>
      (found[1] ?? '').replace(/\s/g, ''),
    ),
  );
}
