import type { ReactNode } from 'react';
import { PageLink } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import { Badge, Facts, Notice, Panel, Time } from '../ui/index.ts';
import type { ProviderView } from './answers.ts';
import { kindText } from './credential-kinds.tsx';
import { ProviderActions } from './provider-actions.tsx';
import { useProblemText } from './use-problem-text.ts';

const tones = {
  disabled: 'neutral',
  sandbox: 'rehearsal',
  notConfigured: 'caution',
  degraded: 'bad',
  ready: 'good',
} as const;

const Health = (props: { readonly provider: ProviderView }) => {
  const { t } = useTexts('providers');
  const { count } = useFormats();
  const problem = useProblemText();
  const { health } = props.provider;
  if (health === null) return t('card.never');
  if (health.problem === null)
    return (
      <>
        <Time at={health.checkedAt} />, {t('card.answered', { ms: count(health.tookMs) })}
      </>
    );
  return (
    <span className="stack stack-tight">
      <span>
        <Time at={health.checkedAt} />
        {health.failingSince === null ? null : (
          <>
            {', '}
            {t('card.failingSince')} <Time at={health.failingSince} />
          </>
        )}
      </span>
      <span className="quiet">{problem(health.problem)}</span>
    </span>
  );
};

/** Reports with their last day, those that ended said so; then who takes it without one. */
const useEvidence = (): ((provider: ProviderView) => readonly string[]) => {
  const { t } = useTexts('providers');
  const { day } = useFormats();
  return ({ reports, acceptedWithoutReport: accepted }) => {
    const today = new Date().toISOString().slice(0, 10);
    const lines = reports.map(({ standard, validUntil }) =>
      t(validUntil < today ? 'card.reportOver' : 'card.report', { standard, day: day(validUntil) }),
    );
    const taken =
      accepted === null
        ? []
        : [t('card.accepted', { name: accepted.displayName || accepted.by, reason: accepted.reason })];
    return [...lines, ...taken];
  };
};

/** One provider: what it is for, how well it is proven, how it is doing, and what can be done. */
export const ProviderCard = (props: { readonly provider: ProviderView }) => {
  const { t } = useTexts('providers');
  const { country, list } = useFormats();
  const mayEdit = useHasRole('Recovery Administrator');
  const evidenceOf = useEvidence();
  const { provider } = props;
  const { countries, documents, credentials, usedBy, price, untrusted } = provider;
  const evidence = evidenceOf(provider);
  const lines = (parts: readonly string[]): ReactNode => (
    <span className="stack stack-tight">
      {parts.map((each) => (
        <bdi key={each}>{each}</bdi>
      ))}
    </span>
  );
  const sentences = (parts: readonly string[]): ReactNode => (
    <span className="stack stack-tight">
      {parts.map((each) => (
        <span key={each} className="isolated">
          {each}
        </span>
      ))}
    </span>
  );
  return (
    <Panel
      title={provider.name}
      actions={<Badge tone={tones[provider.state]}>{t(`states.${provider.state}`)}</Badge>}
    >
      {untrusted.length === 0 ? null : (
        <Notice kind="warning">
          <p>{t('card.untrusted')}</p>
          <p>
            <PageLink to="/providers/trust-anchors">{t('toAnchors')}</PageLink>
          </p>
        </Notice>
      )}
      <Facts
        facts={[
          {
            label: t('card.countries'),
            value: countries === 'any' ? t('card.everyCountry') : list(countries.map(country)),
          },
          {
            label: t('card.documents'),
            value:
              documents.length === 0
                ? t('card.noDocuments')
                : list(documents.map((each) => t(`documents.${each}`))),
          },
          { label: t('card.credentials'), value: lines(credentials.map(kindText)) },
          { label: t('card.assurance'), value: t(`assurance.${provider.assurance}`) },
          {
            label: t('card.evidence'),
            value: evidence.length === 0 ? t('card.noEvidence') : sentences(evidence),
          },
          ...(price === '' ? [] : [{ label: t('card.price'), value: <bdi>{price}</bdi> }]),
          { label: t('card.health'), value: <Health provider={provider} /> },
          {
            label: t('card.usedBy'),
            value: usedBy.length === 0 ? t('card.nobody') : lines(usedBy.map(({ name }) => name)),
          },
        ]}
      />
      {mayEdit ? <ProviderActions provider={provider} /> : null}
    </Panel>
  );
};
