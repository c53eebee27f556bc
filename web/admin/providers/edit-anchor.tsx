import { useRead } from '../api/index.ts';
import { Page, PageLink, useGo, usePathParam } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { EditForm, ErrorState, Panel, WithData } from '../ui/index.ts';
import { AnchorRuleFields, useAnchorProblems, useRuleDescription } from './anchor-rules.tsx';
import type { AnchorRules, AnchorsView } from './answers.ts';
import { CertificateFactList } from './certificate-facts.tsx';

const missing = { status: 404, code: 'notFound', reason: '', fields: [], requestId: null, retryAfter: null };

export const EditAnchor = () => {
  const { t } = useTexts('providers');
  const go = useGo();
  const describe = useRuleDescription();
  const problems = useAnchorProblems();
  const id = usePathParam('anchorId');
  const read = useRead<AnchorsView>('/trust-anchors');
  const anchor = read.loaded?.value.items.find((each) => each.id === id);
  return (
    <Page
      guide="trust-anchors"
      title={t('anchors.form.editTitle', { name: anchor?.name ?? '' })}
      sentence={t('anchors.form.editSentence')}
      back={<PageLink to="/providers/trust-anchors">{t('anchors.title')}</PageLink>}
      help={
        <>
          <p>{t('anchors.help.what')}</p>
          <p>{t('anchors.help.off')}</p>
        </>
      }
    >
      <WithData read={read} lines={8}>
        {(_value, { etag }) =>
          anchor === undefined ? (
            <ErrorState refusal={missing} />
          ) : (
            <>
              {anchor.certificate === null ? null : (
                <Panel title={t('anchors.form.inspected')}>
                  <CertificateFactList facts={anchor.certificate} />
                </Panel>
              )}
              <EditForm<AnchorRules>
                name={`anchor.${id}`}
                stored={{
                  version: Number(/\d+/.exec(etag ?? '')?.[0] ?? 0),
                  value: { name: anchor.name, mayIssue: anchor.mayIssue, countries: anchor.countries },
                }}
                method="PATCH"
                path={`/trust-anchors/${id}`}
                outdated={['/trust-anchors', '/providers', '/session']}
                describe={describe}
                saved={t('form.saved')}
                fieldTexts={problems}
                reasons={{
                  anchorInUse: t('reasons.anchorInUse'),
                  approvalPending: t('reasons.approvalPending'),
                }}
                onSaved={() => go('/providers/trust-anchors')}
              >
                {(form) => <AnchorRuleFields form={form} kind={anchor.kind} />}
              </EditForm>
            </>
          )
        }
      </WithData>
    </Page>
  );
};
