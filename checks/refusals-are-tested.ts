/**
 * Every refusal has a test: each code in an exported `…RefusalCodes` array stands, quoted, in a test or a story.
 * A test that loops over the array itself names no code and so does not count.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { listFiles, projectFolder, report } from './project-files.ts';

const rooms = ['recovery', 'directory', 'connectors', 'server', 'journeys'];
const read = (file: string) => readFileSync(resolve(projectFolder, file), 'utf8');
const files = rooms.flatMap(listFiles).filter((file) => file.endsWith('.ts'));
const isTest = (file: string) => /\.(test|story)\.ts$|(^|\/)contract\.ts$/.test(file);
const tests = files.filter(isTest).map(read).join('\n');

const listings = files
  .filter((file) => !isTest(file))
  .flatMap((file) =>
    [...read(file).matchAll(/export const (\w+RefusalCodes)\b[^=]*=\s*\[([^\]]*)\]/g)].map((match) => ({
      file,
      name: match[1] ?? '',
      codes: [...(match[2] ?? '').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').matchAll(/'([^']+)'/g)].map(
        (code) => code[1] ?? '',
      ),
    })),
  );
const codes = listings.flatMap((listing) => listing.codes.map((code) => ({ ...listing, code })));

report(
  [
    ...(listings.length === 0
      ? ['No …RefusalCodes array was found: is this check looking in the right place?']
      : []),
    ...listings
      .filter(({ codes }) => codes.length === 0)
      .map(({ file, name }) => `${file}: ${name} holds no codes`),
    ...codes
      .filter(({ code }) => !tests.includes(`'${code}'`))
      .map(({ file, name, code }) => `${file}: '${code}' of ${name} is reached by no test`),
  ],
  `${codes.length} codes in ${listings.length} lists.`,
);
