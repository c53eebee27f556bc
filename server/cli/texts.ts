/** What the command-line tools say. English only: their readers are the people who run the host. */
export const commandLineTexts = {
  usage: `npm run admin -- <command>

  invite <account name> --mail <address> [--name …] [--surname …] [--file <path>]
                                    invitation for an administrator, good for 15 minutes
  account add <account name> --name … --surname … [--mail …] [--birth-date 1988-04-12] [--country DE]
          [--employee-number …] [--group …]…
                                    somebody new; their first way in is an access pass
  recoveries                        the latest 50
  recoveries <case number>          one case: every step, decision and reason
  stop <case number>                end a recovery
  profiles                          all profiles
  profiles gate <id>                what stands between a profile and production
  profiles edit <id> --set 'faceCheck={"threshold":80,"acceptedWithoutLiveness":null}'
  profiles copy <id>                every setting; rehearses, comes last, includes nobody
  profiles order <id> <id> …        all of them, the one that is tried first first
  profiles delete <id> <name>       recoveries under it end; the profile's name must be typed
  profiles production <id> <name>   switch on; the profile's name must be typed
  profiles evaluation <id> <name>   back to rehearsing
  issuer on|off <trust anchor>      accept, or stop accepting, what an authority signed
  pass <account name> [--minutes …] [--once] [--file <path>]
                                    access pass under the organisation's policy
  freeze <account name>             no recovery for this account; unfreeze undoes it

  --json prints JSON.`,
  done: 'Done.',
  profileDeleted: (ended: number) => `Deleted. Recoveries that ran under it and ended: ${ended}.`,
  waitsForSecondPerson:
    'This waits for a second person: another Recovery Administrator agrees to it in the portal, within 72 hours.',
  breakGlass:
    'There is an administrator already: this invitation is the break-glass, and an alarm is on record.\n',
  invitation: "Open this within 15 minutes, in the administrator's own browser. It works once:",
  pass: (until: string) =>
    `An access pass, good until ${until}. It is shown this once; a new one replaces it:`,
  secretInFile: (file: string) => `It is in ${file}, readable by you alone.`,
  secretNeedsTerminal: 'This makes a secret: run it in a terminal, or name a new file with --file',
  fileExists: (file: string) => `${file} exists already; name a new file`,
  assignment: (given: string) => `--set takes <setting>=<JSON>, not: ${given}`,
  auditSound: (counts: { entries: number; chains: number; checkpoints: number }) =>
    `Sound: ${counts.entries} entries in ${counts.chains} chains, ${counts.checkpoints} checkpoints.`,
  auditHead: (head: string) =>
    `Head: ${head}\nKeep it elsewhere; give it back with --head to detect a record cut short.`,
  auditFlawed: (count: number) => `The record does not hold: ${count} flaws.`,
  receiptHolds: 'Genuine: signed by this installation, and its record says the same.',
  receiptSigned: 'Genuine: signed with one of these keys.',
  receiptRecordChanged: 'Signed by this installation, but its record no longer says so. Verify the record.',
  receiptForeign: 'Not genuine: nothing that was signed as a receipt here.',
  receiptKeys: (file: string) => `${file} holds no keys; fetch /.well-known/regain-receipts.json`,
  auditUsage: `npm run audit -- verify [--head <hash>] [--json]
npm run audit -- receipt <file> [--keys <regain-receipts.json>] [--json]`,
  none: 'None yet.',
} as const;
