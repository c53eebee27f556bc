/** What `/api/admin/face-checks` answers. */
import type texts from '../../../texts/portal/providers/en.json';
import type { Health, UsedBy } from './answers.ts';

export const assurances = ['none', 'vendor-claimed', 'iso30107-3-L1', 'iso30107-3-L2'] as const;

export interface Detection {
  readonly assurance: (typeof assurances)[number];
  readonly evidence: { readonly address: string; readonly date: string } | null;
}

/** Our key is sent besides, and is in no answer and in no draft. */
export interface VendorEntry {
  readonly name: string;
  readonly address: string;
  readonly pageOrigin: string;
  readonly presentationAttackDetection: Detection;
  readonly recommendedThreshold: number;
}

export interface VendorView extends VendorEntry {
  readonly id: string;
  readonly version: number;
  readonly enabled: boolean;
  readonly state: keyof (typeof texts)['faceChecks']['states'];
  readonly health: Health | null;
  readonly owed: number;
  readonly usedBy: readonly UsedBy[];
}

export interface FaceChecksView {
  readonly builtIn: {
    /** False: it is not installed. */
    readonly enabled: boolean;
    readonly version: string;
    readonly presentationAttackDetection: Detection;
    readonly recommendedThreshold: number;
  };
  readonly items: readonly VendorView[];
}
