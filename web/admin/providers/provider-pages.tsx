import { useRead } from '../api/index.ts';
import { Page, PageLink, useGo, usePathParam } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { EditForm, WithData } from '../ui/index.ts';
import type { ProviderEntry, ProviderView } from './answers.ts';
import { kindText } from './credential-kinds.tsx';
import { ProviderFields } from './provider-fields.tsx';

const nothing: ProviderEntry = {
  ...{ name: '', address: '', statusAddress: '', countries: 'any', documents: ['passport', 'identityCard'] },
  credentials: [{ format: 'dc+sd-jwt', type: '' }],
  ...{ assurance: 'unstated', chargesPerCheck: true, price: '', reports: [], acceptedWithoutReport: null },
  contact: { name: '', email: '', phone: '' },
};

/** For the comparison with what somebody else saved meanwhile. */
const useDescription = (): ((entry: ProviderEntry) => Readonly<Record<string, string>>) => {
  const { t } = useTexts('providers');
  return (entry) => ({
    [t('form.name')]: entry.name,
    [t('form.address')]: entry.address,
    [t('form.statusAddress')]: entry.statusAddress,
    [t('form.countries')]: entry.countries === 'any' ? t('form.countriesAny') : entry.countries.join(', '),
    [t('form.documents')]: entry.documents.map((each) => t(`documents.${each}`)).join(', '),
    [t('form.credentials')]: entry.credentials.map(kindText).join(', '),
    [t('form.assurance')]: t(`assurance.${entry.assurance}`),
    [t('form.price')]: entry.price,
    [t('form.evidence')]: [
      ...entry.reports.map(({ standard, validUntil }) => `${standard} ${validUntil}`),
      ...(entry.acceptedWithoutReport === null ? [] : [entry.acceptedWithoutReport.reason]),
    ].join(', '),
    [t('form.contact')]: [entry.contact.name, entry.contact.email, entry.contact.phone].join(' '),
  });
};

export const NewProvider = () => {
  const { t } = useTexts('providers');
  const go = useGo();
  const describe = useDescription();
  return (
    <Page
      guide="providers"
      title={t('form.addTitle')}
      sentence={t('form.sentence')}
      back={<PageLink to="/providers">{t('back')}</PageLink>}
      help={
        <>
          <p>{t('help.what')}</p>
          <p>{t('help.order')}</p>
        </>
      }
    >
      <EditForm<ProviderEntry>
        name="provider.new"
        stored={{ version: 0, value: nothing }}
        method="POST"
        path="/providers"
        outdated={['/providers']}
        describe={describe}
        saved={t('form.added')}
        action={t('add')}
        fieldTexts={{ taken: t('form.taken') }}
        onSaved={() => go('/providers')}
      >
        {(form) => <ProviderFields form={form} />}
      </EditForm>
    </Page>
  );
};

const toEntry = (view: ProviderView): ProviderEntry => {
  const { name, address, statusAddress, countries, documents, credentials, assurance } = view;
  const { chargesPerCheck, price, reports, contact, acceptedWithoutReport: accepted } = view;
  return {
    ...{ name, address, statusAddress, countries, documents, credentials, assurance },
    ...{ chargesPerCheck, price, reports, contact },
    acceptedWithoutReport: accepted === null ? null : { reason: accepted.reason },
  };
};

export const EditProvider = () => {
  const { t } = useTexts('providers');
  const go = useGo();
  const describe = useDescription();
  const id = usePathParam('providerId');
  const read = useRead<ProviderView>(`/providers/${id}`);
  const name = read.loaded?.value.name ?? '';
  return (
    <Page
      guide="providers"
      title={t('form.editTitle', { name })}
      sentence={t('form.sentence')}
      back={<PageLink to="/providers">{t('back')}</PageLink>}
      help={
        <>
          <p>{t('help.what')}</p>
          <p>{t('help.order')}</p>
        </>
      }
    >
      <WithData read={read} lines={12}>
        {(view) => (
          <EditForm<ProviderEntry>
            name={`provider.${id}`}
            stored={{ version: view.version, value: toEntry(view) }}
            path={`/providers/${id}`}
            outdated={['/providers']}
            describe={describe}
            saved={t('form.saved')}
            onSaved={() => go('/providers')}
          >
            {(form) => <ProviderFields form={form} />}
          </EditForm>
        )}
      </WithData>
    </Page>
  );
};
