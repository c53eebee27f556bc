import { useState } from 'react';
import { useChange } from '../api/index.ts';
import { type Language, ownNames, useTexts } from '../language/index.ts';
import { Button, Panel, RefusalNotice, Select, useFieldErrors } from '../ui/index.ts';
import type { BrandingValue, InEachLanguage, OwnTextsValue } from './answers.ts';
import { Sample } from './sample.tsx';

const mailKinds = [
  ...(['recoveryStarted', 'recoveryWaiting', 'recoveryDenied', 'passRedeemed', 'recovered'] as const),
  ...(['methodAdded', 'methodRemoved', 'startPage', 'recoveryRequired', 'approvalWaits'] as const),
] as const;
type MailKind = (typeof mailKinds)[number];

/** What people will read, in one language at a time, with the words as they are typed at the moment, saved or not. */
export const Preview = (props: {
  readonly texts: OwnTextsValue;
  readonly offered: readonly Language[];
  readonly name: string;
  readonly branding: BrandingValue;
}) => {
  const { t } = useTexts('settings');
  const [language, setLanguage] = useState<Language>(props.offered[0] ?? 'en');
  const { texts } = props;
  return (
    <Panel title={t('texts.previewTitle')} sentence={t('texts.previewSentence')}>
      <Select
        label={t('texts.language')}
        hint={t('texts.languageHint')}
        options={props.offered.map((id) => ({ id, label: ownNames[id] }))}
        value={language}
        onChange={setLanguage}
      />
      <PagePreview
        name={props.name}
        branding={props.branding}
        explainer={texts.explainer[language]}
        language={language}
      />
      <MailPreview mailClosing={texts.mailClosing} language={language} />
    </Panel>
  );
};

/** The top of the page that explains a recovery: whose it is, what they say, the button in their colour. */
const PagePreview = (props: {
  readonly name: string;
  readonly branding: BrandingValue;
  readonly explainer: string;
  readonly language: Language;
}) => {
  const { t } = useTexts('settings');
  const { logo, shown } = props.branding;
  return (
    <section aria-label={t('texts.page')} className="page-preview">
      <p className="row">
        {logo === null ? null : (
          <img
            className="logo-now"
            src={`/api/organisation/logo/${logo.digest}`}
            width={logo.width}
            height={logo.height}
            alt=""
          />
        )}
        <strong>
          <bdi>{props.name}</bdi>
        </strong>
      </p>
      {props.explainer.trim() === '' ? (
        <p className="quiet">{t('texts.noExplainer')}</p>
      ) : (
        <p className="own-words" dir="auto" lang={props.language}>
          {props.explainer}
        </p>
      )}
      {shown === null ? null : (
        <div className="columns">
          <Sample title={t('looks.light')} colours={shown.light} ground="#f4f4f0" />
          <Sample title={t('looks.dark')} colours={shown.dark} ground="#14181b" />
        </div>
      )}
    </section>
  );
};

const MailPreview = (props: { readonly mailClosing: InEachLanguage; readonly language: Language }) => {
  const { t } = useTexts('settings');
  const [kind, setKind] = useState<MailKind>('recoveryStarted');
  const [mail, setMail] = useState<{
    readonly subject: string;
    readonly text: string;
    readonly language: Language;
  } | null>(null);
  const change = useChange();
  const wrong = useFieldErrors(change.refusal);
  const show = async () => {
    const { mailClosing, language } = props;
    const answer = await change.send<{ subject: string; text: string }>({
      path: '/settings/texts/preview',
      body: { kind, language, mailClosing },
    });
    if (answer?.kind === 'done') setMail({ ...answer.value, language });
  };
  const problem = wrong(`mailClosing.${props.language}`);
  return (
    <>
      <Select
        label={t('texts.kind')}
        hint={t('texts.kindHint')}
        options={mailKinds.map((id) => ({ id, label: t(`texts.kinds.${id}`) }))}
        value={kind}
        onChange={setKind}
        error={problem}
      />
      <div className="row">
        <Button busy={change.busy} onPress={() => void show()}>
          {t('texts.preview')}
        </Button>
      </div>
      {problem === undefined ? <RefusalNotice refusal={change.refusal} /> : null}
      {mail === null ? null : (
        <section aria-label={t('texts.mail')} role="status">
          <p>
            {t('texts.subject')}: <bdi>{mail.subject}</bdi>
          </p>
          <pre className="mail" dir="auto" lang={mail.language}>
            {mail.text}
          </pre>
        </section>
      )}
    </>
  );
};
