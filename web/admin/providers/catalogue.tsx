import { useRead } from '../api/index.ts';
import { Page, PageLink } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import { CopyableId, EmptyState, Facts, Panel, WithData } from '../ui/index.ts';
import type { CatalogueView } from './answers.ts';
import { ProviderCard } from './provider-card.tsx';

const lookEvery = 30_000;

export const Catalogue = () => {
  const { t } = useTexts('providers');
  const mayEdit = useHasRole('Recovery Administrator');
  const read = useRead<CatalogueView>('/providers', { pollEvery: lookEvery });
  return (
    <Page
      guide="providers"
      title={t('title')}
      sentence={t('sentence')}
      actions={
        <>
          <PageLink to="/providers/trust-anchors" kind="secondary">
            {t('toAnchors')}
          </PageLink>
          <PageLink to="/providers/face-checks" kind="secondary">
            {t('faceChecks.title')}
          </PageLink>
          {mayEdit ? (
            <PageLink to="/providers/new" kind="primary">
              {t('add')}
            </PageLink>
          ) : null}
        </>
      }
      help={
        <>
          <p>{t('help.what')}</p>
          <p>{t('help.order')}</p>
        </>
      }
    >
      <WithData read={read} lines={12}>
        {({ items, forProviders }) => (
          <>
            {items.length === 0 ? (
              <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
            ) : (
              <div className="stack">
                {items.map((provider) => (
                  <ProviderCard key={provider.id} provider={provider} />
                ))}
              </div>
            )}
            <Panel title={t('forThem.title')} sentence={t('forThem.sentence')}>
              <Facts
                facts={[
                  { label: t('forThem.issuer'), value: <CopyableId value={forProviders.issuer} /> },
                  { label: t('forThem.keys'), value: <CopyableId value={forProviders.keysAddress} /> },
                  { label: t('forThem.return'), value: <CopyableId value={forProviders.returnAddress} /> },
                ]}
              />
            </Panel>
          </>
        )}
      </WithData>
    </Page>
  );
};
