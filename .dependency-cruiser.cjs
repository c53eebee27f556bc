/**
 * The import rules of ARCHITECTURE.md, each named by the sentence it keeps true. Run by `checks/borders.ts`.
 *
 * `parser: 'swc'` is not a matter of taste: under TypeScript 7 dependency-cruiser cannot use the compiler, and with its
 * default parser it drops every `export type … from` and cannot tell a type import from a value import.
 */
const { existsSync, readdirSync } = require('node:fs');

const steps = [
  'eligibility',
  'identity-verification',
  'presentation',
  'face-check',
  'matching',
  'access-pass',
  're-enrolment',
];

/** The module of each step that declares its evidence and the function that seals it. */
const evidence = {
  eligibility: 'eligible',
  'identity-verification': 'sent',
  presentation: 'presented',
  'face-check': 'same-person',
  matching: 'matched',
  'access-pass': 'granted',
  're-enrolment': 'reenrolled',
};

/** What of the domain a connector may know: the port it fills, and the words that port is written in. */
const portsOfConnectors = {
  directory: ['directory', 'names'],
  'identity-verification': ['steps/identity-verification'],
  'face-check': ['steps/face-check'],
  'face-matcher': ['steps/face-check'],
  'status-lists': ['steps/presentation'],
  'issuer-keys': ['steps/presentation'],
  outbound: ['-'],
  storage: ['store', 'audit', 'insight'],
  mail: ['store'],
};

const pureLibraries = ['zod', 'dcql'];
const rooms = [
  'recovery',
  'directory',
  'connectors',
  'server',
  'texts',
  'web',
  'wallet',
  'sandbox-idv',
  'example',
  'journeys',
  'bench',
  'interop',
];
/** Tests and measurements, and what only they use: fixtures, doubles, the contract that every adapter of a port is run against. */
const test =
  '^(journeys|bench|interop)/|\\.(test|story|test-data)\\.tsx?$|/fixtures/|(^|/)(test-[^/]+|contract)\\.ts$';
const oneOf = (names) => `(?:${names.join('|')})`;
const roomsExcept = (...names) => `^${oneOf(rooms.filter((room) => !names.includes(room)))}/`;
const npmPackages = (names) => `(^|/)node_modules/${oneOf(names)}/`;
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const steppingRules = steps.flatMap((step, index) => [
  rule(
    'Steps see only earlier evidence, as types',
    `${step} may not know a later step.`,
    { path: `^recovery/steps/${step}/`, pathNot: test },
    { path: `^recovery/steps/${oneOf(steps.slice(index + 1).concat('-'))}/` },
  ),
  rule(
    'Steps see only earlier evidence, as types',
    `${step} may name earlier evidence, but call nothing of another step.`,
    { path: `^recovery/steps/${step}/`, pathNot: test },
    { path: `^recovery/steps/(?!${step}/)`, dependencyTypesNot: ['type-only'] },
  ),
]);

const sealingRules = Object.entries(evidence).map(([step, file]) =>
  rule(
    'Evidence is sealed',
    `Only the files of ${step} make its evidence; everybody else may name the type.`,
    { pathNot: [`^recovery/steps/${step}/(?!index\\.ts$)`, test] },
    { path: `^recovery/steps/${step}/${file}\\.ts$`, dependencyTypesNot: ['type-only'] },
  ),
);

const connectorRules = Object.entries(portsOfConnectors).map(([port, words]) =>
  rule(
    'A connector knows its port only',
    `connectors/${port} is written against recovery/${words.join(', recovery/')}.`,
    { path: `^connectors/${port}/`, pathNot: test },
    { path: `^recovery/(?!outcome\\.ts$|policy/|${oneOf(words)}/)` },
  ),
);

/** Every folder that holds modules, found when the rules are read: a new folder needs no new rule. */
function foldersWithModules(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  const below = entries
    .filter((entry) => entry.isDirectory() && !/^(node_modules|dist|public)$/.test(entry.name))
    .flatMap((entry) => foldersWithModules(`${folder}/${entry.name}`));
  return entries.some((entry) => /\.tsx?$/.test(entry.name)) ? [folder, ...below] : below;
}

/** A folder without a front door is a drawer of the nearest folder above that has one, or of its room. */
function houseOf(folder) {
  if (existsSync(`${folder}/index.ts`) || !folder.includes('/')) return folder;
  return houseOf(folder.slice(0, folder.lastIndexOf('/')));
}

const frontDoorRules = ['recovery', 'directory', 'connectors', 'server', 'texts']
  .flatMap(foldersWithModules)
  .map((folder) =>
    rule(
      'Folders are entered by their front door',
      `From outside, ${folder} is entered by ${houseOf(folder)}/index.ts.`,
      { pathNot: [`^${houseOf(folder)}/`, test] },
      {
        path: `^${folder}/(?!index\\.ts$|main\\.ts$|contract\\.ts$)[^/]+\\.tsx?$`,
        pathNot: '^recovery/outcome\\.ts$',
      },
    ),
  );

module.exports = {
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    exclude: { path: '(^|/)(dist|screenshots)/|^example/public/|^bench/peers/[^/]+/' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
  forbidden: [
    rule('No cycles', 'A cycle has no first reader.', {}, { circular: true }),
    rule(
      'Every import leads somewhere',
      'An import that is not found checks nothing.',
      {},
      { couldNotResolve: true },
    ),

    rule(
      'Strangers stay strangers',
      'The wallet shares no code with anybody.',
      { path: '^wallet/' },
      { path: roomsExcept('wallet') },
    ),
    rule(
      'Strangers stay strangers',
      'The sandbox provider shares no code with anybody.',
      { path: '^sandbox-idv/' },
      { path: roomsExcept('sandbox-idv') },
    ),
    rule(
      'Strangers stay strangers',
      'Nobody reaches into a stranger; in interop strangers are brought together, each by its own code.',
      { path: roomsExcept('wallet', 'sandbox-idv', 'interop') },
      { path: '^(wallet|sandbox-idv)/' },
    ),
    rule(
      'Strangers stay strangers',
      'The credential libraries of the strangers may check our verifier in tests, never be part of it (D26).',
      { path: roomsExcept('wallet', 'sandbox-idv', 'journeys', 'bench', 'interop'), pathNot: test },
      { path: npmPackages(['@openid4vc', '@sd-jwt', '@owf']) },
    ),

    ...steppingRules,
    ...sealingRules,
    rule(
      'Only journey calls steps',
      'Connectors may name a port that a step declares; doors call the journey. The verifier bench asks wallets without a recovery.',
      { pathNot: ['^recovery/(steps|journey)/', '^server/verifier/', test] },
      { path: '^recovery/steps/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'Only journey calls steps',
      'Of the steps the verifier bench knows presentation, by its front door, and no evidence of a recovery comes out of it.',
      { path: '^server/verifier/', pathNot: test },
      {
        path: '^recovery/(steps/(?!presentation/)|store/|audit/|directory/)|^(directory|connectors/(directory|storage))/',
      },
    ),
    rule(
      'Only journey calls steps',
      'The product does not contain the bench.',
      { path: '^server/', pathNot: ['^server/verifier/', test] },
      { path: '^server/verifier/' },
    ),
    rule(
      'Only journey knows order, state and audit',
      'A step computes an answer; what follows from it is not its business.',
      { path: '^recovery/(steps|policy|directory)/', pathNot: test },
      { path: '^recovery/(journey|store|audit|insight|mail)/' },
    ),

    rule(
      'recovery does no I/O',
      "Of Node's core only node:crypto and node:zlib; time, randomness and key generation come by port (D21).",
      { path: '^recovery/', pathNot: test },
      { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|zlib)$' },
    ),
    rule(
      'recovery does no I/O',
      `Of the libraries only pure ones: ${pureLibraries.join(', ')}.`,
      { path: '^recovery/', pathNot: test },
      { path: '(^|/)node_modules/', pathNot: npmPackages(pureLibraries) },
    ),
    rule(
      'recovery does no I/O',
      'The domain imports nothing outward.',
      { path: '^recovery/' },
      { path: roomsExcept('recovery') },
    ),

    rule(
      'directory and recovery do not know each other',
      'connectors/directory/built-in joins them.',
      { path: '^directory/' },
      { path: roomsExcept('directory') },
    ),
    rule(
      'directory and recovery do not know each other',
      'The built-in directory is entered by its connector, by the sign-in doors and by the wiring.',
      {
        path: roomsExcept('directory', 'server', 'example', 'journeys', 'bench', 'interop'),
        pathNot: '^connectors/directory/built-in/',
      },
      { path: '^directory/' },
    ),

    rule(
      'A connector knows its port only',
      'No connector knows another port, a door or a page.',
      { path: '^connectors/([^/]+)/' },
      { path: roomsExcept('recovery', 'directory', 'connectors') },
    ),
    rule(
      'A connector knows its port only',
      'Nor the connectors of another port. What asks the world on a stranger’s word does so through the one guard.',
      { path: '^connectors/([^/]+)/' },
      { path: '^connectors/', pathNot: ['^connectors/$1/', '^connectors/outbound/'] },
    ),
    rule(
      'A connector knows its port only',
      'Nor the product next door.',
      { path: '^connectors/([^/]+)/([^/]+)/' },
      { path: '^connectors/$1/[^/]+/', pathNot: '^connectors/$1/$2/' },
    ),
    ...connectorRules,
    rule(
      'A connector knows its port only',
      'The journey is not named from below.',
      { path: '^connectors/', pathNot: test },
      { path: '^recovery/journey/' },
    ),

    rule(
      'web speaks HTTP only',
      'The pages know the API and the catalogues of texts, no module of the server.',
      { path: '^web/' },
      { path: roomsExcept('web', 'texts') },
    ),
    rule(
      'web speaks HTTP only',
      'Nor does anybody import a page.',
      { path: roomsExcept('web', 'journeys') },
      { path: '^web/' },
    ),
    rule(
      'Texts are data',
      'The catalogues know nobody.',
      { path: '^texts/', pathNot: test },
      { path: roomsExcept('texts') },
    ),
    rule(
      'Tests stay outside',
      'No module of the product imports a test, a story or a measurement.',
      { path: roomsExcept('journeys', 'bench', 'interop'), pathNot: test },
      { path: ['^(journeys|bench|interop|checks)/', test], pathNot: '^web/api/contract\\.ts$' },
    ),

    ...frontDoorRules,
  ],
};
