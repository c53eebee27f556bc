import { parseArgs } from 'node:util';
import { measureAdmin } from './admin/index.ts';
import { measureFace } from './face.ts';
import { measureImports } from './imports.ts';
import { measureJourney } from './journey.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measurePages } from './pages.ts';
import { measurePeople, measureReadiness } from './people/index.ts';
import { measurePresentation } from './presentation/index.ts';
import { measureRecoveries } from './recoveries/index.ts';
import { printReport, type Report } from './report.ts';
import { type Scale, small, whole } from './scale.ts';
import { measureStartup } from './startup.ts';
import { measureWalletDoor } from './wallet-door/index.ts';

/**
 * `npm run bench -- <what> [--small] [--json]`. Figures of this machine, now: compare ratios, not machines. `--small`: few people, to
 * see that it runs.
 */
const measurements: Readonly<Record<string, (scale: Scale) => Promise<Report>>> = {
  startup: measureStartup,
  journey: measureJourney,
  presentation: measurePresentation,
  'wallet-door': measureWalletDoor,
  face: measureFace,
  admin: measureAdmin,
  'admin-recoveries': measureRecoveries,
  'admin-people': measurePeople,
  'admin-readiness': measureReadiness,
  'admin-imports': measureImports,
  'admin-pages': measurePages,
  lighthouse: measureLighthouse,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, small: { type: 'boolean', default: false } },
});
const measure = Object.hasOwn(measurements, positionals[0] ?? '') ? measurements[positionals[0]!] : undefined;
if (measure === undefined) {
  process.stderr.write(`npm run bench -- ${Object.keys(measurements).join('|')} [--small] [--json]\n`);
  process.exit(2);
}
const report = await measure(values.small ? small : whole);
process.stdout.write(printReport(report));
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(0);
