import { CHIP_EDGE } from './engine/align-chip.ts';

/** The middle of the chip, where the face is; its padding shows hair and background. */
const FROM = Math.round(CHIP_EDGE * 0.2);
const TO = Math.round(CHIP_EDGE * 0.8);

export interface ChipMeasures {
  /**
   * Brightness of the brightest twentieth, 0–255. Not the mean: dark skin in good light has bright spots
   * (eyes, teeth, forehead), a face in the dark has none.
   */
  readonly highlights: number;
  /** Share of fine detail in all contrast: contrast cancels out, so skin and lamp matter little. No unit. */
  readonly sharpness: number;
}

/** Measures a chip made by `alignChip`. Chips have one size, so distance from the camera matters little. */
export function measureChip(chip: Float32Array): ChipMeasures {
  const luma = (x: number, y: number): number => {
    const at = (y * CHIP_EDGE + x) * 3;
    return 0.299 * chip[at]! + 0.587 * chip[at + 1]! + 0.114 * chip[at + 2]!;
  };
  const lumas = new Float32Array((TO - FROM) ** 2);
  let at = 0;
  let detail = 0;
  for (let y = FROM; y < TO; y++) {
    for (let x = FROM; x < TO; x++) {
      const here = luma(x, y);
      const around = luma(x - 1, y) + luma(x + 1, y) + luma(x, y - 1) + luma(x, y + 1);
      lumas[at++] = here;
      detail += (around - 4 * here) ** 2;
    }
  }
  lumas.sort();
  const mean = lumas.reduce((sum, value) => sum + value, 0) / lumas.length;
  const contrast = lumas.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    highlights: lumas[Math.floor(lumas.length * 0.95)]!,
    sharpness: contrast === 0 ? 0 : detail / contrast,
  };
}
