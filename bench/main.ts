import { parseArgs } from 'node:util';
import { measureFace } from './face.ts';
import { measureJourney } from './journey.ts';
import { measurePages } from './pages.ts';
import { measurePeople, measureReadiness } from './people/index.ts';
import { measurePresentation } from './presentation/index.ts';
import { measureRecoveries } from './recoveries/index.ts';
import { printReport, type Report } from './report.ts';
import { measureStartup } from './startup.ts';
import { measureWalletDoor } from './wallet-door/index.ts';

/** `npm run bench -- startup|journey|presentation|wallet-door|face|admin-recoveries|admin-people|admin-readiness|admin-pages [--json]`. Figures of this machine, now: compare ratios, not machines. */
const measurements: Readonly<Record<string, () => Promise<Report>>> = {
  startup: measureStartup,
  journey: measureJourney,
  presentation: measurePresentation,
  'wallet-door': measureWalletDoor,
  face: measureFace,
  'admin-recoveries': measureRecoveries,
  'admin-people': measurePeople,
  'admin-readiness': measureReadiness,
  'admin-pages': measurePages,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const measure = Object.hasOwn(measurements, positionals[0] ?? '') ? measurements[positionals[0]!] : undefined;
if (measure === undefined) {
  process.stderr.write(`npm run bench -- ${Object.keys(measurements).join('|')} [--json]\n`);
  process.exit(2);
}
const report = await measure();
process.stdout.write(printReport(report));
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(0);
