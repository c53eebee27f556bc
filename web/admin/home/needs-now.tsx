import type record from '../../../texts/portal/record/en.json';
import type { Read } from '../api/index.ts';
import { PageLink, useHasSection } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { EmptyState, Notice, Panel, Time, WithData } from '../ui/index.ts';
import type { Needs } from './answers.ts';

type AlarmKey = keyof (typeof record)['activities'] & `alarm-${string}`;

const Alarm = (props: { readonly alarm: Needs['alarms'][number] }) => {
  const { t } = useTexts('record');
  const { activity, at } = props.alarm;
  const key = activity.replace('.', '-') as AlarmKey;
  return (
    <li className="row">
      <strong>{t(`activities.${key}.name`)}</strong> <Time at={at} />
      <span className="whole-row">{t(`activities.${key}.means`)}</span>
    </li>
  );
};

/** Approvals, alarms: what somebody has to look at today. Nothing of it is shown when there is nothing. */
export const NeedsNow = (props: { readonly needs: Read<Needs> }) => {
  const { t } = useTexts('home');
  const { count } = useFormats();
  const has = useHasSection();
  return (
    <Panel title={t('now.title')} actions={<PageLink to="/approvals">{t('approvals.title')}</PageLink>}>
      <WithData read={props.needs} lines={2}>
        {({ approvals, holds, alarms }) => (
          <>
            {approvals + holds + alarms.length === 0 ? (
              <EmptyState title={t('now.nothing')}>{t('now.nothingText')}</EmptyState>
            ) : null}
            {approvals > 0 ? (
              <Notice
                kind="warning"
                title={t('now.approvals', { number: count(approvals) })}
                action={
                  <PageLink to="/approvals" kind="secondary">
                    {t('now.lookAtApprovals')}
                  </PageLink>
                }
              />
            ) : null}
            {holds > 0 ? (
              <Notice
                kind="info"
                title={t('now.holds', { number: holds < 100 ? count(holds) : t('now.many') })}
                action={has('people') ? <PageLink to="/people/holds">{t('now.toPeople')}</PageLink> : null}
              >
                {t('now.holdsText')}
              </Notice>
            ) : null}
            {alarms.length > 0 ? (
              <Notice
                kind="danger"
                title={t('now.alarms')}
                action={has('audit') ? <PageLink to="/audit">{t('now.toAudit')}</PageLink> : null}
              >
                <ul className="plain stack stack-tight">
                  {alarms.map((alarm) => (
                    <Alarm key={`${alarm.chain} ${alarm.sequence}`} alarm={alarm} />
                  ))}
                </ul>
              </Notice>
            ) : null}
          </>
        )}
      </WithData>
    </Panel>
  );
};
