import { useFormats, useTexts } from '../language/index.ts';
import { BarChart } from '../ui/index.ts';
import type { Funnel, Loss, Milestone } from './answers.ts';

const path: readonly Milestone[] = [
  'started',
  'begun',
  'sent',
  'presented',
  'facePassed',
  'matched',
  'granted',
  'redeemed',
  'enrolled',
];

/** How many came how far; the title says where most turned back. `last`: in evaluation nobody comes further than granted. */
export const FunnelChart = (props: {
  readonly funnel: Funnel;
  readonly biggestLoss: Loss | null;
  readonly last: 'granted' | 'enrolled';
}) => {
  const { t } = useTexts('recoveries');
  const { share } = useFormats();
  const { funnel, biggestLoss, last } = props;
  const milestones = path.slice(0, path.indexOf(last) + 1);
  return (
    <BarChart
      isFunnel
      title={
        biggestLoss === null
          ? t('funnel.nobodyLost')
          : t('funnel.finding', {
              share: share(biggestLoss.share),
              from: t(`milestones.${biggestLoss.from}.people`),
              never: t(`milestones.${biggestLoss.to}.never`),
            })
      }
      heads={[t('funnel.milestone'), t('funnel.people')]}
      bars={milestones.map((milestone) => ({
        id: milestone,
        label: t(`milestones.${milestone}.name`),
        value: funnel[milestone],
        tone: milestone === biggestLoss?.to ? 'caution' : milestone === last ? 'good' : 'accent',
      }))}
    />
  );
};
