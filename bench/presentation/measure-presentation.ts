import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import {
  createKnownCertificates,
  type KnownCertificates,
  noKnownCertificates,
  parsePresentationResponse,
  verifyPresentation,
} from '../../recovery/steps/presentation/index.ts';
import { openPeer } from '../peers/open-peer.ts';
import type { Figure, Report } from '../report.ts';
import { runFloor, runLeanFloor, takeApart } from './floor.ts';
import { type Contender, collectGarbage, interleave } from './interleave.ts';
import { type Answered, type Format, prepare } from './prepare.ts';

const formats: readonly Format[] = ['SD-JWT VC', 'mdoc', 'JWT VC'];
const answersEach = 200;
const rounds = 9;
/** What memory is watched over. */
const manyAnswers = 100_000;
const aims: Readonly<Partial<Record<Format, string>>> = {
  'SD-JWT VC': '≥ 70 % of the cryptography alone',
  mdoc: '≥ 60 % of the cryptography alone',
};

/**
 * Presentations verified per second on one thread, from the wallet's form field to the evidence: decryption, credential, holder,
 * claims; a fresh encryption key is made for each, as for its request. Database and HTTP are `journey`'s to measure.
 */
export async function measurePresentation(): Promise<Report> {
  const figures: Figure[] = [];
  const peer = await openPeer();
  for (const format of formats) {
    const contenders = await contendersFor(format);
    if (peer !== null && format !== 'JWT VC') contenders.push(await peer.contender(format));
    const rates = await interleave(contenders, rounds);
    figures.push(...toFigures(format, rates));
  }
  figures.push(...(await measureMemory()));
  return {
    measurement: 'Presentations',
    node: process.version,
    notes: [
      `One thread, in seconds of its own time; median of ${rounds} interleaved rounds; ${answersEach} answers each, A256GCM, a portrait of 12 kB.`,
      ...(peer === null
        ? ['Credo was not measured: install it with npm install --prefix bench/peers/credo --ignore-scripts']
        : [
            `Credo ${peer.version}, in the same rounds: its verification call alone, its records in memory. What it does on other threads is not counted.`,
          ]),
    ],
    figures,
  };
}

async function contendersFor(format: Format): Promise<Contender[]> {
  const answers = await prepare(format, answersEach);
  const floors = answers.map((each) => takeApart(format, each));
  const known = createKnownCertificates();
  return [
    {
      name: 'cryptography alone',
      runOnce: inTurn(floors, (floor) => mustBe(runFloor(floor) || format === 'mdoc')),
    },
    {
      name: 'cryptography alone, called as Regain calls it',
      runOnce: inTurn(floors, (floor) => mustBe(runLeanFloor(floor) || format === 'mdoc')),
    },
    { name: 'verified', runOnce: inTurn(answers, (each) => verify(each, known)) },
    // A key named by a DID stands in no certificate.
    ...(format === 'JWT VC'
      ? []
      : [
          {
            name: 'verified, issuer’s certificates read anew',
            runOnce: inTurn(answers, (each) => verify(each, noKnownCertificates)),
          },
        ]),
    ...(format === 'SD-JWT VC'
      ? [
          {
            name: 'verified, with its status list of 131,072',
            runOnce: inTurn(await prepare(format, answersEach, true), (each) => verify(each, known)),
          },
        ]
      : []),
  ];
}

async function verify(answered: Answered, knownCertificates: KnownCertificates): Promise<void> {
  generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const parsed = parsePresentationResponse({
    response: answered.response,
    decryptionKey: createPrivateKey(answered.privatePem),
    expectedKid: answered.kid,
    expectedState: answered.state,
  });
  if (parsed.kind !== 'parsed') throw new Error(`not readable: ${parsed.code}`);
  const outcome = await verifyPresentation({ ...answered.check, vpToken: parsed.vpToken, knownCertificates });
  mustBe(outcome.kind === 'presented');
}

function toFigures(format: Format, rates: ReadonlyMap<string, number>): Figure[] {
  const rateOf = (name: string) => rates.get(name) ?? Number.NaN;
  const verified = rateOf('verified');
  const peer = [...rates].find(([name]) => name.startsWith('Credo'));
  const aim = aims[format];
  return [
    ...[...rates].map(([name, value]): Figure => ({ name: `${format}: ${name}`, value, unit: 'per second' })),
    {
      ...{
        name: `${format}: verified, of the cryptography alone`,
        value: (verified / rateOf('cryptography alone')) * 100,
        unit: 'percent',
      },
      ...(aim !== undefined && { aim }),
    },
    {
      name: `${format}: verified, of the cryptography alone, called as Regain calls it`,
      value: (verified / rateOf('cryptography alone, called as Regain calls it')) * 100,
      unit: 'percent',
    },
    ...(peer === undefined
      ? []
      : [
          {
            ...{ name: `${format}: verified, over Credo`, value: verified / peer[1], unit: 'times' as const },
            aim: format === 'SD-JWT VC' ? '≥ 25' : '≥ 20',
          },
        ]),
  ];
}

/** Does verifying leave anything behind? */
async function measureMemory(): Promise<Figure[]> {
  const answers = await prepare('SD-JWT VC', answersEach);
  const known = createKnownCertificates();
  const next = inTurn(answers, (each) => verify(each, known));
  const run = async (count: number) => {
    for (let index = 0; index < count; index += 1) await next();
    collectGarbage();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const before = await run(2_000);
  const after = await run(manyAnswers);
  return [
    { name: 'heap before', value: before, unit: 'MB' },
    { name: `heap after ${manyAnswers.toLocaleString('en')} more`, value: after, unit: 'MB' },
  ];
}

function inTurn<Input, Output>(inputs: readonly Input[], run: (input: Input) => Output): () => Output {
  let index = 0;
  return () => {
    index = (index + 1) % inputs.length;
    return run(inputs[index]!);
  };
}

function mustBe(holds: boolean): void {
  if (!holds) throw new Error('an honest presentation was refused');
}
