import { useState } from 'react';
import { useChange } from '../api/index.ts';
import { type Language, ownNames, useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import {
  Button,
  EditForm,
  Panel,
  RefusalNotice,
  Select,
  TextArea,
  useFieldErrors,
  type Versioned,
} from '../ui/index.ts';
import type { InEachLanguage, OwnTextsValue } from './answers.ts';

const fields = ['explainer', 'mailClosing'] as const;
const mailKinds = ['recoveryStarted', 'passRedeemed', 'recovered'] as const;
type MailKind = (typeof mailKinds)[number];

export const OwnTextsForm = (props: {
  readonly stored: Versioned<OwnTextsValue>;
  readonly offered: readonly Language[];
}) => {
  const { t } = useTexts('settings');
  const mayEdit = useHasRole('Recovery Administrator');
  const { offered } = props;
  const labelOf = (field: (typeof fields)[number], language: Language) =>
    t(`texts.${field}`, { language: ownNames[language] });
  return (
    <Panel title={t('texts.title')} sentence={t('texts.sentence')}>
      <EditForm<OwnTextsValue>
        name="settings.texts"
        stored={props.stored}
        path="/settings/texts"
        outdated={['/settings']}
        saved={t('saved')}
        isReadOnly={!mayEdit}
        describe={(value) =>
          Object.fromEntries(
            fields.flatMap((field) =>
              offered.map((language) => [labelOf(field, language), value[field][language]]),
            ),
          )
        }
      >
        {({ value, change, errors }) => (
          <>
            {fields.flatMap((field) =>
              offered.map((language) => (
                <TextArea
                  key={`${field}.${language}`}
                  label={labelOf(field, language)}
                  hint={t(`texts.${field}Hint`)}
                  isOptional
                  isDisabled={!mayEdit}
                  rows={3}
                  value={value[field][language]}
                  onChange={(typed) => change({ [field]: { ...value[field], [language]: typed } })}
                  error={errors(`${field}.${language}`)}
                />
              )),
            )}
            <MailPreview mailClosing={value.mailClosing} offered={offered} />
          </>
        )}
      </EditForm>
    </Panel>
  );
};

/** A mail with the lines as they are typed at the moment. */
const MailPreview = (props: {
  readonly mailClosing: InEachLanguage;
  readonly offered: readonly Language[];
}) => {
  const { t } = useTexts('settings');
  const [kind, setKind] = useState<MailKind>('recoveryStarted');
  const [language, setLanguage] = useState<Language>(props.offered[0] ?? 'en');
  const [mail, setMail] = useState<{ readonly subject: string; readonly text: string } | null>(null);
  const change = useChange();
  const wrong = useFieldErrors(change.refusal);
  const show = async () => {
    const { mailClosing } = props;
    const answer = await change.send<{ subject: string; text: string }>({
      path: '/settings/texts/preview',
      body: { kind, language, mailClosing },
    });
    if (answer?.kind === 'done') setMail(answer.value);
  };
  return (
    <div className="stack">
      <div className="columns">
        <Select
          label={t('texts.kind')}
          options={mailKinds.map((id) => ({ id, label: t(`texts.kinds.${id}`) }))}
          value={kind}
          onChange={setKind}
        />
        <Select
          label={t('texts.language')}
          options={props.offered.map((id) => ({ id, label: ownNames[id] }))}
          value={language}
          onChange={setLanguage}
        />
      </div>
      <div className="row">
        <Button busy={change.busy} onPress={() => void show()}>
          {t('texts.preview')}
        </Button>
      </div>
      {wrong(`mailClosing.${language}`) === undefined ? <RefusalNotice refusal={change.refusal} /> : null}
      {mail === null ? null : (
        <Panel title={t('texts.previewTitle')} sentence={t('texts.previewSentence')}>
          <p>
            {t('texts.subject')}: <bdi>{mail.subject}</bdi>
          </p>
          <pre className="mail" dir="auto" lang={language}>
            {mail.text}
          </pre>
        </Panel>
      )}
    </div>
  );
};
