/**
 * Docs match the code: what a document names, exists. Looked at are the documents of the top level and `docs/`:
 * - `npm run x` and `npm x` are scripts of package.json;
 * - a relative link leads to a file;
 * - a path in backticks or in a layout drawing, if it begins with a room of the house, is a file or folder;
 * - every setting that README names is read by the server, the launcher or the tests.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { listFiles, projectFolder, report } from './project-files.ts';

const read = (file: string) => readFileSync(resolve(projectFolder, file), 'utf8');
const exists = (path: string) => existsSync(resolve(projectFolder, path));

const documents = ['README', 'ARCHITECTURE', 'GLOSSARY', 'CONTRIBUTING', 'SECURITY', 'CHANGELOG']
  .map((name) => `${name}.md`)
  .concat(listFiles('docs').filter((file) => file.endsWith('.md')));

const packageJson = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const npmsOwn = new Set(['ci', 'install', 'ls', 'audit signatures']);
const rooms =
  /^(recovery|directory|connectors|server|texts|web|wallet|sandbox-idv|example|journeys|bench|interop|docs|checks|\.ci)\//;

function complaintsAbout(file: string): readonly string[] {
  if (!exists(file)) return [`${file} is missing`];
  const text = read(file);
  const scripts = [...text.matchAll(/\bnpm (?:run ([\w:-]+)|([a-z]+))/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)].map(
    (match) => match[1] ?? '',
  );
  const paths = [...text.matchAll(/`([^`\s]+)`/g)]
    .map((match) => match[1] ?? '')
    .filter((path) => rooms.test(path) && !/[*{}<>…]/.test(path));
  return [
    ...scripts
      .filter((script) => packageJson.scripts[script] === undefined && !npmsOwn.has(script))
      .map((script) => `${file}: there is no script “${script}”`),
    ...links
      .filter((link) => !exists(resolve(projectFolder, dirname(file), link)))
      .map((link) => `${file}: the link ${link} leads nowhere`),
    ...paths.filter((path) => !exists(path)).map((path) => `${file}: ${path} does not exist`),
  ];
}

/** The drawing in ARCHITECTURE: lines like `recovery/   the domain`, two spaces of indent a level. */
function drawnPaths(text: string): readonly string[] {
  const drawing = /```text layout\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const open: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const match = /^( *)([\w.-]+\/?)(?: |$)/.exec(line);
    if (match === null) return [];
    const depth = (match[1] ?? '').length / 2;
    open.splice(depth, open.length, (match[2] ?? '').replace(/\/$/, ''));
    return [open.join('/')];
  });
}

function settingComplaints(): readonly string[] {
  const code = ['server', 'example', 'journeys']
    .flatMap(listFiles)
    .filter((file) => /\.ts$/.test(file))
    .map(read)
    .join('\n');
  const settings = new Set(
    [...read('README.md').matchAll(/`(PORT|DATABASE_URL|REGAIN_[A-Z_]+)`/g)].map((m) => m[1] ?? ''),
  );
  return [...settings]
    .filter((name) => !code.includes(name))
    .map((name) => `README.md: the setting ${name} is read by nobody`);
}

const drawn = drawnPaths(read('ARCHITECTURE.md'));
report(
  [
    ...documents.flatMap(complaintsAbout),
    ...(drawn.length === 0 ? ['ARCHITECTURE.md: the layout is not drawn'] : []),
    ...drawn
      .filter((path) => !exists(path))
      .map((path) => `ARCHITECTURE.md: ${path} is drawn but does not exist`),
    ...settingComplaints(),
  ],
  `${documents.length} documents, ${drawn.length} places drawn.`,
);
