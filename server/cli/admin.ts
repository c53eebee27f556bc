import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { AddedAccount, Asked } from '../administration/index.ts';
import { ConfigProblem } from '../config.ts';
import { askAdministration } from './ask-administration.ts';
import { CommandProblem } from './command-problem.ts';
import { printEntries, printGate, printProfiles, printRecoveries } from './print.ts';
import { commandLineTexts as texts } from './texts.ts';

type Ask = typeof askAdministration;
type Command = (args: readonly string[], options: Options, ask: Ask) => Promise<string>;
interface Options {
  readonly json: boolean;
  readonly name?: string;
  readonly surname?: string;
  readonly mail?: string;
  readonly file?: string;
  readonly minutes?: string;
  readonly once: boolean;
  readonly set?: readonly string[];
  readonly 'birth-date'?: string;
  readonly country?: string;
  readonly 'employee-number'?: string;
  readonly group?: readonly string[];
}

const commands: Readonly<Record<string, Command>> = {
  invite: async ([accountName], options, ask) => {
    if (accountName === undefined || options.mail === undefined) throw new CommandProblem(texts.usage);
    const request = {
      accountName,
      mail: options.mail,
      givenName: options.name ?? accountName,
      surname: options.surname ?? '',
    };
    requirePlaceForSecret(options.file);
    const invitation = await ask<{ address: string; expiresAt: number; breakGlass: boolean }>(
      'inviteAdmin',
      request,
    );
    return hand(
      invitation.address,
      options.file,
      `${invitation.breakGlass ? texts.breakGlass : ''}${texts.invitation}`,
    );
  },
  account: async ([verb, accountName], options, ask) => {
    if (verb !== 'add') throw new CommandProblem(texts.usage);
    await ask('addAccount', readAccount(given(accountName), options));
    return texts.done;
  },
  recoveries: async ([caseNumber], options, ask) =>
    caseNumber === undefined
      ? printRecoveries(await ask('listRecoveries', { limit: 50 }), options)
      : printEntries(await ask('showRecovery', { caseNumber }), options),
  stop: async ([caseNumber], _options, ask) => {
    await ask('stopRecovery', { caseNumber: given(caseNumber) });
    return texts.done;
  },
  profiles: async ([verb, id, ...rest], options, ask) => {
    if (verb === undefined) return printProfiles(await ask('listProfiles', {}), options);
    if (verb === 'gate') return printGate(await ask('showGate', { id: given(id) }), options);
    if (verb === 'copy') return printProfiles([await ask('copyProfile', { id: given(id) })], options);
    if (verb === 'order') {
      const asked = await ask<{ kind: 'performed' | 'pending' }>('orderProfiles', {
        ids: [given(id), ...rest],
      });
      if (asked.kind === 'pending' && !options.json) return texts.waitsForSecondPerson;
      return printProfiles(await ask('listProfiles', {}), options);
    }
    if (verb === 'delete') {
      const request = { id: given(id), typedName: rest.join(' ') };
      const asked = await ask<Asked<{ recoveriesEnded: number }>>('deleteProfile', request);
      return asked.kind === 'pending'
        ? texts.waitsForSecondPerson
        : texts.profileDeleted(asked.result.recoveriesEnded);
    }
    if (verb === 'edit')
      return printProfiles(
        [await ask('editProfile', { id: given(id), changes: readChanges(options.set ?? []) })],
        options,
      );
    if (verb !== 'production' && verb !== 'evaluation') throw new CommandProblem(texts.usage);
    const { profile, gate, approval } = await ask<{
      profile: never;
      gate: never | null;
      approval: object | null;
    }>('switchMode', { id: given(id), mode: verb, typedName: rest.join(' ') });
    const waits = approval === null || options.json ? '' : `${texts.waitsForSecondPerson}\n`;
    return `${gate === null ? '' : printGate(gate, options)}${waits}${printProfiles([profile], options)}`;
  },
  pass: async ([accountName], options, ask) => {
    if (accountName === undefined) throw new CommandProblem(texts.usage);
    const request = {
      accountName,
      ...(options.minutes !== undefined && { lifetimeInMinutes: Number(options.minutes) }),
      ...(options.once && { isUsableOnce: true }),
    };
    requirePlaceForSecret(options.file);
    const pass = await ask<{ value: string; expiresAt: number }>('issuePass', request);
    return hand(pass.value, options.file, texts.pass(new Date(pass.expiresAt).toISOString()));
  },
  issuer: async ([verb, anchorId], _options, ask) => {
    if (verb !== 'on' && verb !== 'off') throw new CommandProblem(texts.usage);
    const asked = await ask<{ kind: 'performed' | 'pending' }>('switchIssuer', {
      anchorId: given(anchorId),
      enabled: verb === 'on',
    });
    return asked.kind === 'pending' ? texts.waitsForSecondPerson : texts.done;
  },
  freeze: async ([accountName], _options, ask) => {
    await ask('freezeAccount', { accountName: given(accountName), frozen: true });
    return texts.done;
  },
  unfreeze: async ([accountName], _options, ask) => {
    await ask('freezeAccount', { accountName: given(accountName), frozen: false });
    return texts.done;
  },
};

function readAccount(accountName: string, options: Options): AddedAccount {
  const { name, surname, mail, country, group } = options;
  const { 'birth-date': birthDate, 'employee-number': employeeNumber } = options;
  return {
    accountName,
    givenName: given(name),
    surname: given(surname),
    ...(mail !== undefined && { mails: [mail] }),
    ...(birthDate !== undefined && { birthDate }),
    ...(country !== undefined && { country }),
    ...(employeeNumber !== undefined && { employeeNumber }),
    ...(group !== undefined && { groups: [...group] }),
  };
}

function given(argument: string | undefined): string {
  if (argument === undefined) throw new CommandProblem(texts.usage);
  return argument;
}

/** A secret goes to a terminal or into a new 0600 file, never into a log (D33). Asked before it is made. */
function requirePlaceForSecret(file: string | undefined): void {
  if (file === undefined && !process.stdout.isTTY) throw new CommandProblem(texts.secretNeedsTerminal);
  if (file !== undefined && existsSync(file)) throw new CommandProblem(texts.fileExists(file));
}

function hand(secret: string, file: string | undefined, about: string): string {
  if (file === undefined) return `${about}\n\n  ${secret}\n`;
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return `${about}\n${texts.secretInFile(file)}`;
}

/** `path.to.setting=<JSON>`: each names one setting of the profile. */
function readChanges(assignments: readonly string[]): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const assignment of assignments) {
    const at = assignment.indexOf('=');
    if (at < 1) throw new CommandProblem(texts.assignment(assignment));
    try {
      changes[assignment.slice(0, at)] = JSON.parse(assignment.slice(at + 1));
    } catch {
      throw new CommandProblem(texts.assignment(assignment));
    }
  }
  return changes;
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      json: { type: 'boolean', default: false },
      name: { type: 'string' },
      surname: { type: 'string' },
      mail: { type: 'string' },
      file: { type: 'string' },
      minutes: { type: 'string' },
      once: { type: 'boolean', default: false },
      set: { type: 'string', multiple: true },
      'birth-date': { type: 'string' },
      country: { type: 'string' },
      'employee-number': { type: 'string' },
      group: { type: 'string', multiple: true },
    },
  });
  const [name = '', ...args] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined && !values.help) throw new CommandProblem(texts.usage);
  const said =
    values.help || command === undefined
      ? texts.usage
      : await command(args, values as Options, askAdministration);
  if (!process.stdout.write(`${said}\n`)) await once(process.stdout, 'drain');
  process.exit(0);
} catch (cause) {
  const isKnown =
    cause instanceof CommandProblem || cause instanceof ConfigProblem || cause instanceof TypeError;
  process.stderr.write(`${isKnown ? cause.message : String(cause)}\n`, () => process.exit(1));
}
