import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { JWK } from 'jose';
import type { AuditVerification } from '../../recovery/audit/index.ts';
import type { CheckedReceipt } from '../administration/index.ts';
import { type Receipt, verifyReceipt } from '../receipts/index.ts';
import { askAdministration } from './ask-administration.ts';
import { commandLineTexts as texts } from './texts.ts';

interface Said {
  readonly text: string;
  readonly holds: boolean;
}

/** `npm run audit -- verify|receipt`: exit code 0 when it holds, 1 when it does not, 2 when it could not be asked. */
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      head: { type: 'string' },
      keys: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [command, file] = positionals;
  if (!values.help && command !== 'verify' && (command !== 'receipt' || file === undefined))
    throw new TypeError(texts.auditUsage);
  const said = values.help
    ? { text: texts.auditUsage, holds: true }
    : command === 'verify'
      ? await verifyRecord(values.head, values.json)
      : await checkReceipt(file ?? '', values.keys, values.json);
  process.stdout.write(`${said.text}\n`, () => process.exit(said.holds ? 0 : 1));
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`, () => process.exit(2));
}

async function verifyRecord(head: string | undefined, json: boolean): Promise<Said> {
  const verification = await askAdministration<AuditVerification>('verifyAudit', {
    ...(head !== undefined && { expectedHead: head }),
  });
  return {
    text: json ? JSON.stringify(verification) : describeRecord(verification),
    holds: verification.flawsInAll === 0,
  };
}

function describeRecord(verification: AuditVerification): string {
  const flaws = verification.flaws.map(
    (flaw) =>
      `  ${Object.entries(flaw)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')}`,
  );
  return [
    flaws.length === 0 ? texts.auditSound(verification) : texts.auditFlawed(verification.flawsInAll),
    ...flaws,
    ...(verification.head === null ? [] : [texts.auditHead(verification.head)]),
  ].join('\n');
}

/** With `--keys` by that file of public keys alone, on any machine; else by this installation, and against its record. */
async function checkReceipt(file: string, keysFile: string | undefined, json: boolean): Promise<Said> {
  const text = readFileSync(file, 'utf8');
  const checked: CheckedReceipt =
    keysFile === undefined
      ? await askAdministration<CheckedReceipt>('checkReceipt', { receipt: text })
      : { receipt: await verifyReceipt(text, readKeys(keysFile)), recordHolds: true };
  const holds = checked.receipt !== null && checked.recordHolds;
  if (json) return { text: JSON.stringify(checked), holds };
  if (checked.receipt === null) return { text: texts.receiptForeign, holds };
  const verdict = checked.recordHolds
    ? keysFile === undefined
      ? texts.receiptHolds
      : texts.receiptSigned
    : texts.receiptRecordChanged;
  return { text: `${describeReceipt(checked.receipt)}\n\n${verdict}`, holds };
}

function readKeys(file: string): readonly JWK[] {
  const read = JSON.parse(readFileSync(file, 'utf8')) as { readonly keys?: readonly JWK[] };
  if (!Array.isArray(read.keys)) throw new TypeError(texts.receiptKeys(file));
  return read.keys;
}

function describeReceipt({ iss, organisation, account, issuer, rule, changed, ...at }: Receipt): string {
  const time = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');
  const methods = (list: Receipt['changed']['added']) =>
    list.map(({ kind, label }) => (label === '' ? kind : `${kind} (${label})`)).join(', ') || texts.none;
  return [
    ['Account', `${account.name} ${account.displayName === '' ? '' : `(${account.displayName})`}`.trim()],
    ['Organisation', `${organisation} (${iss})`],
    ['Case', at.case],
    ['Issuer', `${issuer.name} (${issuer.anchor}), ${issuer.credentialType}`],
    ['Rule', `${rule.profile}, version ${rule.profileVersion}: ${rule.agreed.join(', ')}`],
    ['Begun, proved, completed', [at.begun, at.proved, at.completed].map(time).join(', ')],
    ['Added', methods(changed.added)],
    ['Disabled', methods(changed.disabled)],
    ['Sessions ended', String(changed.sessionsEnded)],
  ]
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
