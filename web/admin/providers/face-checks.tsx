import type { ReactNode } from 'react';
import { useRead } from '../api/index.ts';
import { Page, PageLink } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import { Badge, Facts, Notice, Panel, Time, WithData } from '../ui/index.ts';
import type { Detection, FaceChecksView, VendorView } from './face-check-answers.ts';
import { useProblemText } from './use-problem-text.ts';
import { VendorActions } from './vendor-actions.tsx';

const lookEvery = 30_000;
const tones = {
  disabled: 'neutral',
  notAsked: 'caution',
  degraded: 'bad',
  owing: 'bad',
  ready: 'good',
} as const;

/** Who does face checks, what proves their liveness detection, and how they are doing. */
export const FaceChecks = () => {
  const { t } = useTexts('providers');
  const mayEdit = useHasRole('Recovery Administrator');
  const read = useRead<FaceChecksView>('/face-checks', { pollEvery: lookEvery });
  return (
    <Page
      guide="face-checks"
      title={t('faceChecks.title')}
      sentence={t('faceChecks.sentence')}
      back={<PageLink to="/providers">{t('back')}</PageLink>}
      actions={
        mayEdit ? (
          <PageLink to="/providers/face-checks/new" kind="primary">
            {t('faceChecks.add')}
          </PageLink>
        ) : null
      }
      help={
        <>
          <p>{t('faceChecks.help.what')}</p>
          <p>{t('faceChecks.help.down')}</p>
        </>
      }
    >
      <WithData read={read} lines={12}>
        {({ builtIn, items }) => (
          <div className="stack">
            <BuiltInCard builtIn={builtIn} />
            {items.map((vendor) => (
              <VendorCard key={vendor.id} vendor={vendor} mayEdit={mayEdit} />
            ))}
          </div>
        )}
      </WithData>
    </Page>
  );
};

const useDetectionFacts = () => {
  const { t } = useTexts('providers');
  const { day } = useFormats();
  return ({ assurance, evidence }: Detection): { label: string; value: ReactNode }[] => [
    { label: t('faceChecks.assurance'), value: t(`faceChecks.assurances.${assurance}`) },
    {
      label: t('card.evidence'),
      value:
        evidence === null ? (
          t('faceChecks.noEvidence')
        ) : (
          <a href={evidence.address} target="_blank" rel="noreferrer">
            {t('faceChecks.letterOf', { day: day(evidence.date) })}
          </a>
        ),
    },
  ];
};

const BuiltInCard = ({ builtIn }: { readonly builtIn: FaceChecksView['builtIn'] }) => {
  const { t } = useTexts('providers');
  const { count } = useFormats();
  const factsOf = useDetectionFacts();
  return (
    <Panel
      title={t('faceChecks.builtIn')}
      actions={
        builtIn.enabled ? (
          <Badge tone="good">{t('faceChecks.states.ready')}</Badge>
        ) : (
          <Badge tone="bad">{t('faceChecks.notInstalled')}</Badge>
        )
      }
    >
      {builtIn.enabled ? null : <Notice kind="danger">{t('faceChecks.notInstalledText')}</Notice>}
      <Notice kind="warning">{t('faceChecks.builtInText')}</Notice>
      <Facts
        facts={[
          ...factsOf(builtIn.presentationAttackDetection),
          { label: t('faceChecks.threshold'), value: count(builtIn.recommendedThreshold) },
          { label: t('faceChecks.version'), value: <bdi>{builtIn.version}</bdi> },
        ]}
      />
    </Panel>
  );
};

const VendorCard = (props: { readonly vendor: VendorView; readonly mayEdit: boolean }) => {
  const { t } = useTexts('providers');
  const { count, list } = useFormats();
  const factsOf = useDetectionFacts();
  const problem = useProblemText();
  const { vendor } = props;
  const { health, usedBy, state, owed } = vendor;
  return (
    <Panel title={vendor.name} actions={<Badge tone={tones[state]}>{t(`faceChecks.states.${state}`)}</Badge>}>
      {state === 'owing' ? <Notice kind="danger">{t('faceChecks.owingText')}</Notice> : null}
      <Facts
        facts={[
          ...factsOf(vendor.presentationAttackDetection),
          { label: t('faceChecks.threshold'), value: count(vendor.recommendedThreshold) },
          { label: t('faceChecks.page'), value: <bdi>{vendor.pageOrigin}</bdi> },
          {
            label: t('card.health'),
            value:
              health === null ? (
                t('card.never')
              ) : health.problem === null ? (
                <>
                  <Time at={health.checkedAt} />, {t('card.answered', { ms: count(health.tookMs) })}
                </>
              ) : (
                problem(health.problem)
              ),
          },
          { label: t('faceChecks.owed'), value: count(owed) },
          {
            label: t('card.usedBy'),
            value:
              usedBy.length === 0 ? (
                t('card.nobody')
              ) : (
                <span className="isolated">{list(usedBy.map(({ name }) => name))}</span>
              ),
          },
        ]}
      />
      {props.mayEdit ? <VendorActions vendor={vendor} /> : null}
    </Panel>
  );
};
