import type { Spot } from './brush.ts';

/** What one drawn face looks like. Lengths in pixels of the 512 × 640 picture, tilts in pixels of rise. */
export interface Features {
  readonly seed: number;
  readonly background: readonly [string, string];
  readonly skin: string;
  /** −1 lit from the left, 1 from the right. */
  readonly light: number;
  /** Depth of all shading; 1 is soft daylight. */
  readonly relief: number;
  readonly blush: number;
  readonly outline: {
    readonly forehead: number;
    readonly temple: number;
    readonly cheek: number;
    readonly jaw: number;
    readonly chinWidth: number;
    readonly chin: number;
  };
  readonly eyes: {
    readonly apart: number;
    readonly width: number;
    readonly open: number;
    readonly tilt: number;
    readonly iris: string;
    readonly irisSize: number;
    readonly lid: number;
    readonly lashes: number;
    readonly bags: number;
    readonly depth: number;
  };
  readonly brows: {
    readonly height: number;
    readonly thickness: number;
    readonly arch: number;
    readonly tilt: number;
    readonly width: number;
    readonly colour: string;
  };
  readonly nose: {
    readonly length: number;
    readonly width: number;
    readonly bridge: number;
    readonly shadow: number;
  };
  readonly mouth: {
    readonly y: number;
    readonly width: number;
    readonly upper: number;
    readonly lower: number;
    readonly smile: number;
    readonly colour: string;
    readonly teeth: boolean;
  };
  readonly age: number;
  readonly freckles: number;
  readonly beard: null | {
    readonly colour: string;
    readonly density: number;
    readonly length: number;
    readonly moustache: number;
  };
  readonly glasses: null | {
    readonly colour: string;
    readonly width: number;
    readonly height: number;
    readonly round: number;
    readonly stroke: number;
  };
  readonly hair: {
    readonly colour: string;
    readonly behind: readonly Spot[];
    readonly front: readonly Spot[];
    readonly guides: readonly (readonly Spot[])[];
    readonly count: number;
    readonly width: readonly [number, number];
  };
  readonly cloth: { readonly colour: string; readonly collar: 'round' | 'shirt' | 'v' };
}
