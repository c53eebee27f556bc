/** From the first page to the first sign-in with a new method, in order. Each can only be reached by way of the one before. */
export const milestones = [
  'started',
  'begun',
  'sent',
  'presented',
  'facePassed',
  'matched',
  /** A pass; in evaluation, a rehearsal that passed. */
  'granted',
  'redeemed',
  'enrolled',
] as const;
export type Milestone = (typeof milestones)[number];

/** How many recoveries came that far. */
export type Funnel = Readonly<Record<Milestone, number>>;

export const funnelGroupings = ['profile', 'mode', 'country', 'provider', 'day'] as const;
export type FunnelGrouping = (typeof funnelGroupings)[number];

export interface FunnelRow extends Funnel {
  /** Profile id, mode, country, provider id (empty: shown a credential they held, or never sent) or calendar day `2026-11-25`. */
  readonly key: string;
}

export const emptyFunnel: Funnel = {
  ...{ started: 0, begun: 0, sent: 0, presented: 0, facePassed: 0 },
  ...{ matched: 0, granted: 0, redeemed: 0, enrolled: 0 },
};

export function sumFunnels(rows: readonly Funnel[]): Funnel {
  const sum: Record<Milestone, number> = { ...emptyFunnel };
  for (const row of rows) for (const milestone of milestones) sum[milestone] += row[milestone];
  return sum;
}

/** The step that loses the most: what the chart says in its title. */
export interface Loss {
  readonly from: Milestone;
  readonly to: Milestone;
  readonly lost: number;
  /** Of those who came to `from`: 0 to 1. */
  readonly share: number;
}

/**
 * Where most turned back, counted to the milestone that ends a recovery of this kind: in evaluation nobody enrols, and nobody is
 * missing there. Null when nobody is lost. `last`: 'granted' for evaluation, 'enrolled' for production.
 */
export function findBiggestLoss(funnel: Funnel, last: 'granted' | 'enrolled'): Loss | null {
  const path = milestones.slice(0, milestones.indexOf(last) + 1);
  let biggest: Loss | null = null;
  for (const [index, to] of path.entries()) {
    const from = path[index - 1];
    if (from === undefined) continue;
    const lost = funnel[from] - funnel[to];
    if (lost > (biggest?.lost ?? 0)) biggest = { from, to, lost, share: lost / funnel[from] };
  }
  return biggest;
}
