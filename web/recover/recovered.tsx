import type { MethodLine } from '../api/index.ts';
import { useFormats, useTranslation } from '../language/index.ts';
import { Button, HelpDesk, Page, PageLink, useOrganisation } from '../ui/index.ts';
import type { PageProps } from './page-props.ts';

const save = (name: string, text: string) => {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

/** The end: what changed, in words, and a receipt to keep. No document data in it (S21). */
export const Recovered = (props: PageProps<'recovered'>) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { name: organisation } = useOrganisation();
  const { added, disabled, sessionsEnded, at } = props.now;
  const line = (method: MethodLine) =>
    method.label === ''
      ? t(`methods.${method.kind}`)
      : t('methods.withLabel', { method: t(`methods.${method.kind}`), label: method.label });
  const nothing = t('recover.recovered.none');
  const rows = [
    { title: t('recover.recovered.added'), lines: added.map(line) },
    { title: t('recover.recovered.disabled'), lines: disabled.length > 0 ? disabled.map(line) : [nothing] },
    {
      title: t('recover.recovered.sessions'),
      lines: [t('recover.recovered.sessionsEnded', { count: sessionsEnded })],
    },
    { title: t('recover.recovered.when'), lines: [formats.moment(at)] },
    { title: t('help.caseNumber'), lines: [props.view.caseNumber] },
  ];
  const receipt = [
    t('recover.recovered.receiptTitle', { organisation }),
    `${t('recover.recovered.account')}: ${props.view.identifier}`,
    ...rows.map(({ title, lines }) => `${title}: ${lines.join('; ')}`),
  ].join('\n\n');
  return (
    <Page title={t('recover.recovered.title')} lead={t('recover.recovered.lead')}>
      <dl className="facts">
        {rows.map(({ title, lines }) => (
          <div key={title}>
            <dt>{title}</dt>
            {lines.map((text) => (
              <dd key={text}>
                <bdi>{text}</bdi>
              </dd>
            ))}
          </div>
        ))}
      </dl>
      <div className="stack no-print">
        <PageLink to="/security-info" kind="primary">
          {t('recover.recovered.securityInfo')}
        </PageLink>
        <div className="row">
          <Button onPress={() => window.print()}>{t('recover.recovered.print')}</Button>
          <Button onPress={() => save(`receipt-${props.view.caseNumber}.txt`, receipt)}>
            {t('recover.recovered.save')}
          </Button>
          <a className="button button-secondary" href="/api/recovery/receipt" download>
            {t('recover.recovered.signed')}
          </a>
        </div>
        <p className="small quiet">{t('recover.recovered.signedHint')}</p>
      </div>
      <section className="stack stack-tight">
        <h2>{t('recover.recovered.notYouTitle')}</h2>
        <p>{t('recover.recovered.notYou')}</p>
        <HelpDesk />
      </section>
    </Page>
  );
};
