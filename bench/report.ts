/** One measured figure. `aim` is what the project wants of it, where it has said so. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'kB' | 'per second' | 'count' | 'percent' | 'times' | 'of 100';
  readonly aim?: string;
}

export interface Report {
  readonly measurement: string;
  readonly node: string;
  /** What was left out, and why. */
  readonly notes: readonly string[];
  readonly figures: readonly Figure[];
}

export function printReport(report: Report): string {
  const width = Math.max(0, ...report.figures.map((each) => each.name.length));
  const lines = report.figures.map((each) => {
    const aim = each.aim === undefined ? '' : `   aim: ${each.aim}`;
    return `  ${each.name.padEnd(width)}  ${each.value.toFixed(each.value < 100 ? 1 : 0).padStart(8)} ${each.unit}${aim}`;
  });
  return `${report.measurement} on Node ${report.node}\n${lines.join('\n')}\n${report.notes.map((note) => `  Note: ${note}\n`).join('')}`;
}

/** The value below which `share` (0–1) of the sorted values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
