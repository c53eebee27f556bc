import { useEffect, useState } from 'react';
import { recovery } from '../api/index.ts';
import { useFormats, useTranslation } from '../language/index.ts';
import { Button, CopyButton, Page, RefusalNotice, useEnded } from '../ui/index.ts';
import { type PageProps, useStep } from './page-props.ts';
import { StartAgain } from './start-again.tsx';

interface Shown {
  readonly value: string;
  readonly expiresAt: number;
}

const groups = (value: string): readonly string[] =>
  value.replaceAll(/[\s-]/g, '').match(/.{1,4}/g) ?? [value];

const ShownPass = (props: { readonly pass: Shown }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="stack stack-tight">
      <p className="pass" translate="no">
        {groups(props.pass.value).map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups of a fixed value never move
          <span key={index}>{group}</span>
        ))}
      </p>
      <p>{t('recover.pass.until', { time: formats.clock(props.pass.expiresAt) })}</p>
      <CopyButton value={props.pass.value} label={t('recover.pass.copy')} />
    </div>
  );
};

/** The way in: "Continue" redeems it by the cookie, so nobody has to read it. The value lives in this page only: a reload offers a new one, and the old one dies (D28). */
export const AccessPass = (props: PageProps<'accessPass'>) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const step = useStep(props);
  const [pass, setPass] = useState<Shown | null>(null);
  const { expired, mayIssue, expiresAt } = props.now;
  const ended = useEnded(pass?.expiresAt ?? Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (!ended) return;
    setPass(null);
    void props.refresh();
  }, [ended, props.refresh]);
  if (pass === null && expired && !mayIssue) {
    return (
      <Page title={t('recover.pass.overTitle')} lead={t('recover.pass.over')}>
        <StartAgain />
      </Page>
    );
  }
  const show = () => void step.run(recovery.showPass, setPass);
  const redeem = () => void step.run(recovery.redeemPass, ({ location: to }) => location.assign(to));
  if (pass === null && expired) {
    return (
      <Page title={t('recover.pass.overTitle')} lead={t('recover.pass.expired')}>
        <RefusalNotice refusal={step.refusal} />
        <Button kind="primary" busy={step.busy} onPress={show}>
          {t('recover.pass.showAgain')}
        </Button>
      </Page>
    );
  }
  return (
    <Page title={t('recover.pass.title')} lead={t('recover.pass.lead')}>
      {pass === null ? null : <ShownPass pass={pass} />}
      <p>
        {pass === null && expiresAt !== null
          ? t('recover.pass.ready', { time: formats.clock(expiresAt) })
          : t('recover.pass.next')}
      </p>
      <RefusalNotice refusal={step.refusal} onRetry={redeem} />
      <Button kind="primary" busy={step.busy} onPress={redeem}>
        {t('recover.pass.continue')}
      </Button>
      {pass === null ? (
        <div className="stack stack-tight">
          <p className="quiet">{t('recover.pass.showText')}</p>
          <Button busy={step.busy} onPress={show}>
            {t('recover.pass.show')}
          </Button>
        </div>
      ) : null}
    </Page>
  );
};
