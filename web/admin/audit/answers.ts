// GET /audit → Paged<RecordEntry>

// GET /audit/people/:id; and what of POST /people/search is shown
export interface NamedPerson {
  readonly id: string;
  readonly accountName: string;
  readonly displayName: string;
}

// GET /audit/summary
export interface Summary {
  readonly entries: number;
  readonly chains: number;
  readonly notYetSigned: number;
  readonly publicKey: string;
  readonly checkpoints: readonly {
    readonly sequence: number;
    readonly at: number;
    readonly hash: string;
    readonly chains: number;
  }[];
}

// GET, POST /audit/verification
export interface Verification {
  readonly state: 'stopped' | 'running' | 'done' | 'failed';
  readonly startedBy: string;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly done: number;
  readonly total: number | null;
  readonly result: {
    readonly entries: number;
    readonly chains: number;
    readonly checkpoints: number;
    readonly head: string | null;
    readonly flaws: readonly Flaw[];
    readonly flawsInAll: number;
  } | null;
}
export interface Flaw {
  readonly code: string;
  readonly chain?: string;
  readonly caseNumber?: string | null;
  readonly sequence?: number;
  readonly checkpoint?: number;
  readonly name?: string;
}

// POST /audit/receipt
export interface CheckedReceipt {
  readonly recordHolds: boolean;
  readonly receipt: {
    readonly iss: string;
    readonly jti: string;
    readonly case: string;
    readonly organisation: string;
    readonly account: { readonly name: string; readonly displayName: string };
    readonly issuer: { readonly anchor: string; readonly name: string; readonly credentialType: string };
    readonly rule: {
      readonly profile: string;
      readonly profileVersion: number;
      readonly agreed: readonly string[];
    };
    readonly completed: number;
  } | null;
}
