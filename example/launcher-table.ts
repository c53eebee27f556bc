import { people } from './organisation.ts';

/** What `npm start` prints once all three answer: what runs where, whom to recover, how to begin. */
export function launcherTable(parts: {
  readonly origins: { readonly regain: string; readonly wallet: string; readonly sandbox: string };
  readonly dataDir: string;
}): string {
  const { origins, dataDir } = parts;
  const rows = people.map(({ accountName, shows }) => `  ${accountName.padEnd(20)}${shows}`);
  return `
Ready: an example organisation, Alder & Finch. Nobody in it is real.

  Regain              ${origins.regain}
  Reference wallet    ${origins.wallet}
  Sandbox provider    ${origins.sandbox}
  Data                ${dataDir}

Whom to recover
${rows.join('\n')}

How to begin
  Open ${origins.regain}, type mara.lindqvist, choose "Other ways to sign in",
  then "Recover your account". No phone, camera or key is needed: the pages offer
  a demo camera and a demo passkey. Ctrl-C stops everything.

`;
}
