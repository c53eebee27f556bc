import { useState } from 'react';
import { useChange } from '../api/index.ts';
import { Page, PageLink, useGo } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import {
  Button,
  ChoiceCards,
  type EditedForm,
  EditForm,
  FileDrop,
  Panel,
  RefusalNotice,
  TextArea,
  TextField,
  useFieldErrors,
} from '../ui/index.ts';
import { AnchorRuleFields, useAnchorProblems, useRuleDescription } from './anchor-rules.tsx';
import type { AnchorRules, CertificateFacts } from './answers.ts';
import { CertificateFactList } from './certificate-facts.tsx';
import { toPem } from './read-certificate-file.ts';

interface NewAnchorForm extends AnchorRules {
  readonly kind: 'x509' | 'did';
  readonly certificate: string;
  readonly did: string;
}

const nothing: NewAnchorForm = {
  ...{ kind: 'x509', certificate: '', did: '', name: '', countries: 'any' },
  mayIssue: [{ format: 'dc+sd-jwt', type: '' }],
};

export const NewAnchor = () => {
  const { t } = useTexts('providers');
  const go = useGo();
  const describe = useRuleDescription();
  const problems = useAnchorProblems();
  return (
    <Page
      guide="trust-anchors"
      title={t('anchors.form.addTitle')}
      sentence={t('anchors.form.addSentence')}
      back={<PageLink to="/providers/trust-anchors">{t('anchors.title')}</PageLink>}
      help={
        <>
          <p>{t('anchors.help.what')}</p>
          <p>{t('anchors.help.off')}</p>
        </>
      }
    >
      <EditForm<NewAnchorForm>
        name="anchor.new"
        stored={{ version: 0, value: nothing }}
        method="POST"
        path="/trust-anchors"
        toBody={({ kind, certificate, did, ...rules }) =>
          kind === 'x509' ? { kind, ...rules, certificate } : { kind, ...rules, did }
        }
        outdated={['/trust-anchors', '/providers', '/session']}
        describe={describe}
        saved={t('anchors.form.added')}
        action={t('anchors.form.action')}
        fieldTexts={problems}
        reasons={{ approvalPending: t('reasons.approvalPending') }}
        onSaved={() => go('/providers/trust-anchors')}
      >
        {(form) => (
          <>
            <AuthorityFields form={form} />
            <AnchorRuleFields form={form} kind={form.value.kind} />
          </>
        )}
      </EditForm>
    </Page>
  );
};

const AuthorityFields = ({ form }: { readonly form: EditedForm<NewAnchorForm> }) => {
  const { t } = useTexts('providers');
  const { value, change, errors } = form;
  return (
    <Panel title={t('anchors.form.kind')}>
      <ChoiceCards<'x509' | 'did'>
        label={t('anchors.form.kind')}
        isLabelUnseen
        options={[
          { id: 'x509', label: t('anchors.form.x509'), detail: t('anchors.form.x509Hint') },
          { id: 'did', label: t('anchors.form.did'), detail: t('anchors.form.didHint') },
        ]}
        value={value.kind}
        onChange={(kind) => {
          const format = kind === 'x509' ? 'dc+sd-jwt' : 'jwt_vc_json';
          const mayIssue = value.mayIssue === 'any' ? 'any' : [{ format, type: '' } as const];
          change({ kind, mayIssue });
        }}
      />
      {value.kind === 'x509' ? (
        <CertificateFields form={form} />
      ) : (
        <TextField
          label={t('anchors.form.identifier')}
          hint={t('anchors.form.didHint')}
          isCode
          value={value.did}
          onChange={(did) => change({ did })}
          error={errors('did')}
        />
      )}
    </Panel>
  );
};

const CertificateFields = ({ form }: { readonly form: EditedForm<NewAnchorForm> }) => {
  const { t } = useTexts('providers');
  const { certificate } = form.value;
  const [file, setFile] = useState<File | null>(null);
  const [shown, setShown] = useState<CertificateFacts | null>(null);
  const inspect = useChange();
  const wrong = useFieldErrors(inspect.refusal, useAnchorProblems());
  const take = (text: string) => {
    setShown(null);
    inspect.forget();
    form.change({ certificate: text });
  };
  const show = async (text: string) => {
    const answer = await inspect.send<CertificateFacts>({
      path: '/trust-anchors/inspect',
      body: { certificate: text },
    });
    if (answer?.kind === 'done') setShown(answer.value);
  };
  const isAtField = (inspect.refusal?.fields.length ?? 0) > 0;
  return (
    <>
      <FileDrop
        label={t('anchors.form.file')}
        hint={t('anchors.form.fileHint')}
        endings={['.pem', '.crt', '.cer', '.der']}
        maxBytes={1_000_000}
        file={file}
        onFile={async (chosen) => {
          setFile(chosen);
          const text = toPem(new Uint8Array(await chosen.arrayBuffer()));
          take(text);
          await show(text);
        }}
      />
      <TextArea
        label={t('anchors.form.certificate')}
        hint={t('anchors.form.certificateHint')}
        isCode
        rows={6}
        value={certificate}
        onChange={take}
        error={form.errors('certificate') ?? wrong('certificate')}
      />
      <div className="row">
        <Button busy={inspect.busy} isDisabled={certificate === ''} onPress={() => void show(certificate)}>
          {t('anchors.form.inspect')}
        </Button>
      </div>
      {isAtField ? null : <RefusalNotice refusal={inspect.refusal} />}
      {shown === null ? null : (
        <section aria-label={t('anchors.form.inspected')} role="status">
          <CertificateFactList facts={shown} />
        </section>
      )}
    </>
  );
};
