import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectFolder } from './project-files.ts';

/** A small house: what may be imported, and doors to import it by. */
const house: Readonly<Record<string, string>> = {
  'package.json': '{"type":"module"}',
  'recovery/outcome.ts': 'export const refuse = 1;',
  'recovery/journey/index.ts': 'export const advance = 1; export type Recovery = 1;',
  'recovery/store/index.ts': 'export type Store = 1;',
  'recovery/directory/index.ts': 'export type Directory = 1;',
  'recovery/steps/eligibility/index.ts': "export type * from './eligible.ts'; export const assess = 1;",
  'recovery/steps/eligibility/eligible.ts': 'export type Eligible = 1; export const sealEligible = 1;',
  'recovery/steps/matching/index.ts': "export type * from './matched.ts'; export const match = 1;",
  'recovery/steps/matching/matched.ts': 'export type Matched = 1; export const sealMatched = 1;',
  'recovery/steps/re-enrolment/index.ts': 'export const close = 1;',
  'recovery/steps/presentation/index.ts': 'export const present = 1;',
  'recovery/steps/face-check/index.ts': 'export type FaceMatcher = 1;',
  'directory/index.ts': 'export const signIn = 1;',
  'connectors/directory/built-in/index.ts': 'export const connect = 1;',
  'connectors/directory/other/index.ts': 'export const connect = 1;',
  'connectors/mail/smtp/index.ts': 'export const send = 1;',
  'server/main.ts': 'export const main = 1;',
  'server/doors/index.ts': 'export const doors = 1;',
  'server/doors/person.ts': 'export const person = 1;',
  'wallet/index.ts': 'export const wallet = 1;',
  'sandbox-idv/index.ts': 'export const sandbox = 1;',
  'web/api/index.ts': 'export const api = 1;',
  'texts/index.ts': 'export const texts = 1;',
  'journeys/house.ts': 'export const openHouse = 1;',
  ...Object.fromEntries(
    ['@sd-jwt/core', '@openid4vc/openid4vp', 'kysely', 'zod'].flatMap((name) => [
      [`node_modules/${name}/package.json`, `{"name":"${name}","main":"index.js"}`],
      [`node_modules/${name}/index.js`, ''],
    ]),
  ),
};

/** Imports that break a rule: the sentence, the importing file, what it says. */
const crimes: readonly (readonly [string, string, string])[] = [
  ['Strangers stay strangers', 'wallet/a.ts', "import '../recovery/outcome.ts';"],
  ['Strangers stay strangers', 'wallet/b.ts', "import '../sandbox-idv/index.ts';"],
  [
    'Strangers stay strangers',
    'sandbox-idv/a.ts',
    "import type { Store } from '../recovery/store/index.ts';",
  ],
  ['Strangers stay strangers', 'server/a.ts', "import '../wallet/index.ts';"],
  ['Strangers stay strangers', 'wallet/c.ts', "import '../interop/meeting.ts';"],
  ['Tests stay outside', 'server/i.ts', "import '../interop/meeting.ts';"],
  ['Strangers stay strangers', 'recovery/steps/matching/a.ts', "import '@sd-jwt/core';"],
  ['Strangers stay strangers', 'connectors/mail/smtp/a.ts', "import '@openid4vc/openid4vp';"],
  [
    'Steps see only earlier evidence, as types',
    'recovery/steps/eligibility/a.ts',
    "import type { Matched } from '../matching/index.ts';",
  ],
  [
    'Steps see only earlier evidence, as types',
    'recovery/steps/matching/b.ts',
    "import { assess } from '../eligibility/index.ts';",
  ],
  [
    'Only journey calls steps',
    'server/doors/a.ts',
    "import { match } from '../../recovery/steps/matching/index.ts';",
  ],
  [
    'Only journey calls steps',
    'server/verifier/b.ts',
    "import { match } from '../../recovery/steps/matching/index.ts';",
  ],
  [
    'Only journey calls steps',
    'server/verifier/c.ts',
    "import type { Store } from '../../recovery/store/index.ts';",
  ],
  ['Only journey calls steps', 'server/h.ts', "import './verifier/index.ts';"],
  ['Only journey calls steps', 'recovery/store/a.ts', "export * from '../steps/matching/index.ts';"],
  [
    'Only journey knows order, state and audit',
    'recovery/steps/matching/c.ts',
    "import type { Store } from '../../store/index.ts';",
  ],
  ['recovery does no I/O', 'recovery/journey/a.ts', "import 'node:fs';"],
  ['recovery does no I/O', 'recovery/journey/b.ts', "export const late = () => import('node:http');"],
  ['recovery does no I/O', 'recovery/journey/c.ts', "import 'kysely';"],
  ['recovery does no I/O', 'recovery/journey/d.ts', "import '../../server/main.ts';"],
  ['Folders are entered by their front door', 'server/b.ts', "import '../recovery/journey/advance.ts';"],
  [
    'Folders are entered by their front door',
    'connectors/mail/smtp/b.ts',
    "import '../../../server/doors/person.ts';",
  ],
  ['A connector knows its port only', 'connectors/mail/smtp/c.ts', "import '../../../server/main.ts';"],
  [
    'A connector knows its port only',
    'connectors/mail/smtp/d.ts',
    "import '../../directory/built-in/index.ts';",
  ],
  ['A connector knows its port only', 'connectors/directory/other/a.ts', "import '../built-in/index.ts';"],
  [
    'A connector knows its port only',
    'connectors/mail/smtp/e.ts',
    "import type { Directory } from '../../../recovery/directory/index.ts';",
  ],
  [
    'A connector knows its port only',
    'connectors/storage/postgres/a.ts',
    "import { advance } from '../../../recovery/journey/index.ts';",
  ],
  [
    'A connector knows its port only',
    'connectors/directory/built-in/b.ts',
    "import type { Recovery } from '../../../recovery/journey/index.ts';",
  ],
  ['web speaks HTTP only', 'web/a.ts', "import type { Store } from '../recovery/store/index.ts';"],
  ['web speaks HTTP only', 'server/c.ts', "import '../web/api/index.ts';"],
  ['directory and recovery do not know each other', 'directory/a.ts', "import '../recovery/outcome.ts';"],
  [
    'directory and recovery do not know each other',
    'connectors/directory/other/b.ts',
    "import '../../../directory/index.ts';",
  ],
  [
    'Evidence is sealed',
    'recovery/journey/e.ts',
    "import { sealEligible } from '../steps/eligibility/eligible.ts';",
  ],
  ['Evidence is sealed', 'recovery/steps/re-enrolment/index.ts', ''],
  ['Texts are data', 'texts/a.ts', "import '../recovery/outcome.ts';"],
  ['Tests stay outside', 'server/d.ts', "import '../journeys/house.ts';"],
  ['Tests stay outside', 'recovery/journey/f.ts', "import './journey.test.ts';"],
  ['No cycles', 'server/e.ts', "import './f.ts';"],
  ['Every import leads somewhere', 'server/g.ts', "import './nowhere.ts';"],
];
const further: Readonly<Record<string, string>> = {
  'recovery/journey/advance.ts': 'export const advance = 1;',
  'recovery/journey/journey.test.ts': 'export {};',
  'recovery/steps/re-enrolment/reenrolled.ts': 'export const sealReenrolled = 1;',
  'recovery/steps/re-enrolment/index.ts': "export * from './reenrolled.ts';",
  'server/f.ts': "import './e.ts';",
  'interop/meeting.ts': "import '../wallet/index.ts'; import '../sandbox-idv/index.ts';",
  'server/verifier/index.ts': 'export const bench = 1;',
};

/** What the rules allow, though it looks close. */
const lawful: Readonly<Record<string, string>> = {
  'recovery/steps/matching/a.ts':
    "import type { Eligible } from '../eligibility/index.ts'; import 'node:crypto';",
  'recovery/steps/matching/a.test.ts': "import { sealEligible } from '../eligibility/eligible.ts';",
  'recovery/journey/a.ts': "import { match } from '../steps/matching/index.ts'; import 'zod';",
  'connectors/directory/built-in/a.ts':
    "import type { Directory } from '../../../recovery/directory/index.ts'; import '../../../directory/index.ts';",
  'server/a.ts': "import './doors/index.ts'; import '../recovery/journey/index.ts';",
  'connectors/storage/postgres/a.ts': "import type { Recovery } from '../../../recovery/store/index.ts';",
  'web/a.ts': "import '../texts/index.ts'; import './api/index.ts';",
  'interop/a.test.ts': "import '../wallet/index.ts'; import '../server/main.ts';",
  'server/verifier/a.ts': "import { present } from '../../recovery/steps/presentation/index.ts';",
  'recovery/outcome.test.ts': "import '@sd-jwt/core'; import 'node:fs';",
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Builds the files in a temporary folder and says what the rules say of them: `sentence: importing file`. */
function judge(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'regain-borders-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  cpSync(resolve(projectFolder, '.dependency-cruiser.cjs'), join(folder, '.dependency-cruiser.cjs'));
  const tool = resolve(projectFolder, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const rooms = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))].filter(
    (name) => name !== 'node_modules' && !name.includes('.'),
  );
  const run = spawnSync(
    process.execPath,
    [tool, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...rooms],
    { cwd: folder, encoding: 'utf8' },
  );
  const { summary } = JSON.parse(run.stdout) as {
    summary: { violations: readonly { from: string; rule: { name: string } }[] };
  };
  return summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
}

describe('each import rule bites', () => {
  let verdict: readonly string[] = [];
  beforeAll(() => {
    const criminal = Object.fromEntries(crimes.map(([, file, text]) => [file, text]));
    verdict = judge({ ...house, ...criminal, ...further });
  });
  test.each(crimes)('%s: %s', (sentence, file) => {
    expect(verdict).toContain(`${sentence}: ${file}`);
  });
});

test('what the rules allow passes', () => {
  expect(judge({ ...house, ...lawful })).toEqual([]);
});
