import type { AuditEntry } from '../../recovery/audit/index.ts';
import type { ProductionGate, Profile } from '../../recovery/policy/index.ts';
import type { RecoveryListing } from '../../recovery/store/index.ts';
import { commandLineTexts as texts } from './texts.ts';

interface Print {
  readonly json: boolean;
}

export function printRecoveries(recoveries: readonly RecoveryListing[], { json }: Print): string {
  if (json) return JSON.stringify(recoveries);
  if (recoveries.length === 0) return texts.none;
  return columns(
    recoveries.map((each) => [
      each.caseNumber,
      time(each.createdAt),
      each.profileName,
      each.mode,
      each.outcome ?? each.state,
    ]),
  );
}

export function printEntries(
  found: {
    readonly recovery: RecoveryListing;
    readonly entries: readonly AuditEntry[];
    readonly personal: readonly { sequence: number; name: string; value: string }[];
  },
  { json }: Print,
): string {
  if (json) return JSON.stringify(found);
  const rows = found.entries.map((each) => [
    time(each.at),
    each.activity,
    each.result,
    each.code,
    each.actor,
    Object.entries(each.data)
      .filter(
        ([name]) => !found.personal.some((value) => value.sequence === each.sequence && value.name === name),
      )
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
  ]);
  const personal = found.personal.map((each) => [`#${each.sequence}`, each.name, each.value]);
  return [printRecoveries([found.recovery], { json }), columns(rows), columns(personal)]
    .filter((part) => part !== '')
    .join('\n\n');
}

export function printProfiles(profiles: readonly Profile[], { json }: Print): string {
  if (json) return JSON.stringify(profiles);
  return columns(
    profiles.map((each) => [
      String(each.priority),
      each.id,
      each.name,
      each.enabled ? each.mode : 'off',
      each.includeGroups === 'everyone' ? 'everyone' : each.includeGroups.join(', '),
      each.claimBindings.map((binding) => `${binding.attribute}:${binding.matchConfidenceLevel}`).join(' '),
      `v${each.version}`,
    ]),
  );
}

export function printGate(gate: ProductionGate, { json }: Print): string {
  if (json) return `${JSON.stringify(gate)}\n`;
  const rows = gate.lines.map((line) => [
    line.met ? 'met' : 'missing',
    line.code,
    Object.entries(line.detail)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
  ]);
  const verdict = gate.letThroughAsExample
    ? 'let through, because this is an example'
    : gate.open
      ? 'open'
      : 'closed';
  return `${columns(rows)}\n\nGate: ${verdict}\n`;
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function time(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').slice(0, 19);
}
