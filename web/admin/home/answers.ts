/** What `/api/admin/home` and `/api/admin/approvals` answer. */
import type texts from '../../../texts/portal/home/en.json';

export interface SetUpLine {
  readonly task: keyof (typeof texts)['tasks'];
  /** `look`: done, and something about it deserves a look. */
  readonly state: 'done' | 'look' | 'open';
  readonly reason: keyof (typeof texts)['reasons'] | null;
  readonly count: number;
}

export interface SetUp {
  readonly accounts: number;
  readonly lines: readonly SetUpLine[];
}

export interface Needs {
  readonly approvals: number;
  /** 100 means: 100 or more. */
  readonly holds: number;
  readonly alarms: readonly {
    readonly activity: string;
    readonly at: number;
    readonly chain: string;
    readonly sequence: number;
  }[];
}

interface SavingsSide {
  readonly costPerMonth: number;
  readonly hoursLost: number;
}

export interface Savings {
  readonly recoveriesPerMonth: number;
  readonly helpDesk: SavingsSide;
  readonly selfService: SavingsSide;
  readonly savedPerMonth: number;
  readonly hoursRegained: number;
}

export interface ApprovalPerson {
  readonly actor: string;
  /** Empty for the command line, and for an account that is gone. */
  readonly displayName: string;
}

export interface Approval {
  readonly id: string;
  readonly act: string;
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string };
  readonly changes: readonly {
    readonly field: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly askedBy: ApprovalPerson;
  readonly askedAt: number;
  readonly expiresAt: number;
  readonly state: 'pending' | 'performed' | 'failed' | 'rejected' | 'withdrawn' | 'expired';
  readonly decidedBy: ApprovalPerson | null;
  readonly decidedAt: number | null;
  readonly reason: string;
  /** You asked for it: you can withdraw it, not approve it. */
  readonly yours: boolean;
}
