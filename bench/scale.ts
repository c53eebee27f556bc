/** How many people a measurement of the portal makes up. PGlite is measured at a tenth (D40). */
export interface Scale {
  readonly onServer: number;
  readonly embedded: number;
}

export const whole: Scale = { onServer: 1_000_000, embedded: 100_000 };
/** To see that everything runs. Its figures say nothing about a million. */
export const small: Scale = { onServer: 50_000, embedded: 10_000 };

/** `1 000 000`, as the figures are named. */
export const told = (count: number): string => count.toLocaleString('en').replaceAll(',', ' ');
