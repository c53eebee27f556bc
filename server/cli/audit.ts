import { parseArgs } from 'node:util';
import type { AuditVerification } from '../../recovery/audit/index.ts';
import { askAdministration } from './ask-administration.ts';
import { commandLineTexts as texts } from './texts.ts';

/** `npm run audit -- verify`: exit code 0 when the record holds, 1 when it does not. */
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { head: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  if (positionals[0] !== 'verify') throw new TypeError(texts.auditUsage);
  const verification = await askAdministration<AuditVerification>('verifyAudit', {
    ...(values.head !== undefined && { expectedHead: values.head }),
  });
  const isSound = verification.flaws.length === 0;
  process.stdout.write(`${values.json ? JSON.stringify(verification) : describe(verification)}\n`, () =>
    process.exit(isSound ? 0 : 1),
  );
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`, () => process.exit(2));
}

function describe(verification: AuditVerification): string {
  const flaws = verification.flaws.map(
    (flaw) =>
      `  ${Object.entries(flaw)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')}`,
  );
  return [
    flaws.length === 0 ? texts.auditSound(verification) : texts.auditFlawed(flaws.length),
    ...flaws,
    ...(verification.head === null ? [] : [texts.auditHead(verification.head)]),
  ].join('\n');
}
