import { useState } from 'react';
import { useRead } from '../api/index.ts';
import { Page, PageLink, useGo, usePathParam } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { type EditedForm, EditForm, NumberField, Panel, Select, TextField, WithData } from '../ui/index.ts';
import { assurances, type VendorEntry, type VendorView } from './face-check-answers.ts';

const nothing: VendorEntry = {
  ...{ name: '', address: '', pageOrigin: '', recommendedThreshold: 70 },
  presentationAttackDetection: { assurance: 'vendor-claimed', evidence: null },
};
const outdated = ['/face-checks', '/profile-surroundings'];

/** For the comparison with what somebody else saved meanwhile. The key is in no answer, so it is not compared. */
const useDescription = (): ((entry: VendorEntry) => Readonly<Record<string, string>>) => {
  const { t } = useTexts('providers');
  return ({ name, address, pageOrigin, presentationAttackDetection: detection, recommendedThreshold }) => ({
    [t('form.name')]: name,
    [t('faceChecks.form.address')]: address,
    [t('faceChecks.page')]: pageOrigin,
    [t('faceChecks.assurance')]: t(`faceChecks.assurances.${detection.assurance}`),
    [t('faceChecks.form.letter')]: detection.evidence?.address ?? '',
    [t('faceChecks.threshold')]: String(recommendedThreshold),
  });
};

export const NewVendor = () => {
  const { t } = useTexts('providers');
  const go = useGo();
  const describe = useDescription();
  // Beside the draft: what is typed is kept in the browser, and a key must not be.
  const [secret, setSecret] = useState('');
  return (
    <Page
      guide="face-checks"
      title={t('faceChecks.add')}
      sentence={t('faceChecks.form.sentence')}
      back={<PageLink to="/providers/face-checks">{t('faceChecks.title')}</PageLink>}
      help={
        <>
          <p>{t('faceChecks.help.what')}</p>
          <p>{t('faceChecks.help.down')}</p>
        </>
      }
    >
      <EditForm<VendorEntry>
        name="faceCheck.new"
        stored={{ version: 0, value: nothing }}
        method="POST"
        path="/face-checks"
        toBody={(value) => ({ ...value, secret })}
        outdated={outdated}
        describe={describe}
        saved={t('form.added')}
        action={t('faceChecks.add')}
        fieldTexts={{ taken: t('form.taken') }}
        onSaved={() => go('/providers/face-checks')}
      >
        {(form) => <VendorFields form={form} secret={secret} onSecret={setSecret} isNew />}
      </EditForm>
    </Page>
  );
};

export const EditVendor = () => {
  const { t } = useTexts('providers');
  const go = useGo();
  const describe = useDescription();
  // Beside the draft: what is typed is kept in the browser, and a key must not be.
  const [secret, setSecret] = useState('');
  const id = usePathParam('vendorId');
  const read = useRead<VendorView>(`/face-checks/${id}`);
  const name = read.loaded?.value.name ?? '';
  return (
    <Page
      guide="face-checks"
      title={t('form.editTitle', { name })}
      sentence={t('faceChecks.form.sentence')}
      back={<PageLink to="/providers/face-checks">{t('faceChecks.title')}</PageLink>}
      help={
        <>
          <p>{t('faceChecks.help.what')}</p>
          <p>{t('faceChecks.help.down')}</p>
        </>
      }
    >
      <WithData read={read} lines={12}>
        {({ address, pageOrigin, presentationAttackDetection, recommendedThreshold, ...view }) => (
          <EditForm<VendorEntry>
            name={`faceCheck.${id}`}
            stored={{
              version: view.version,
              value: {
                ...{ name: view.name, address, pageOrigin, presentationAttackDetection },
                recommendedThreshold,
              },
            }}
            path={`/face-checks/${id}`}
            toBody={(value) => ({ ...value, secret })}
            outdated={outdated}
            describe={describe}
            saved={t('form.saved')}
            onSaved={() => go('/providers/face-checks')}
          >
            {(form) => <VendorFields form={form} secret={secret} onSecret={setSecret} isNew={false} />}
          </EditForm>
        )}
      </WithData>
    </Page>
  );
};

const VendorFields = (props: {
  readonly form: EditedForm<VendorEntry>;
  readonly secret: string;
  readonly onSecret: (secret: string) => void;
  readonly isNew: boolean;
}) => {
  const { t } = useTexts('providers');
  const { value, change, errors } = props.form;
  return (
    <>
      <Panel title={t('faceChecks.form.where')}>
        <TextField
          label={t('form.name')}
          hint={t('form.nameHint')}
          value={value.name}
          onChange={(name) => change({ name })}
          error={errors('name')}
        />
        <TextField
          label={t('faceChecks.form.address')}
          hint={t('faceChecks.form.addressHint')}
          type="url"
          isCode
          value={value.address}
          onChange={(address) => change({ address })}
          error={errors('address')}
        />
        <TextField
          label={t('faceChecks.form.secret')}
          hint={props.isNew ? t('faceChecks.form.secretHint') : t('faceChecks.form.secretKept')}
          type="password"
          isOptional={!props.isNew}
          value={props.secret}
          onChange={props.onSecret}
          error={errors('secret')}
        />
        <TextField
          label={t('faceChecks.page')}
          hint={t('faceChecks.form.pageHint')}
          type="url"
          isCode
          value={value.pageOrigin}
          onChange={(pageOrigin) => change({ pageOrigin })}
          error={errors('pageOrigin')}
        />
      </Panel>
      <EvidenceFields form={props.form} />
    </>
  );
};

const EvidenceFields = ({ form }: { readonly form: EditedForm<VendorEntry> }) => {
  const { t } = useTexts('providers');
  const { value, change, errors } = form;
  const { assurance, evidence } = value.presentationAttackDetection;
  const path = 'presentationAttackDetection.evidence';
  const changeEvidence = (changed: Partial<NonNullable<typeof evidence>>) => {
    const next = { ...(evidence ?? { address: '', date: '' }), ...changed };
    const isEmpty = next.address === '' && next.date === '';
    change({ presentationAttackDetection: { assurance, evidence: isEmpty ? null : next } });
  };
  return (
    <Panel title={t('faceChecks.form.evidence')} sentence={t('faceChecks.form.evidenceSentence')}>
      <Select
        label={t('faceChecks.assurance')}
        hint={t('faceChecks.assuranceHint')}
        options={assurances.map((id) => ({ id, label: t(`faceChecks.assurances.${id}`) }))}
        value={assurance}
        onChange={(chosen) => change({ presentationAttackDetection: { assurance: chosen, evidence } })}
        error={errors('presentationAttackDetection.assurance')}
      />
      <div className="columns">
        <TextField
          label={t('faceChecks.form.letter')}
          hint={t('faceChecks.form.letterHint')}
          type="url"
          isCode
          isOptional={!assurance.startsWith('iso')}
          value={evidence?.address ?? ''}
          onChange={(address) => changeEvidence({ address })}
          error={errors(`${path}.address`) ?? errors(path)}
        />
        <TextField
          label={t('faceChecks.form.letterDate')}
          hint={t('faceChecks.form.letterDateHint')}
          type="date"
          isOptional={!assurance.startsWith('iso')}
          value={evidence?.date ?? ''}
          onChange={(date) => changeEvidence({ date })}
          error={errors(`${path}.date`)}
        />
      </div>
      <NumberField
        label={t('faceChecks.threshold')}
        hint={t('faceChecks.form.thresholdHint')}
        min={50}
        max={100}
        step={1}
        value={value.recommendedThreshold}
        onChange={(recommendedThreshold) => change({ recommendedThreshold })}
        error={errors('recommendedThreshold')}
      />
    </Panel>
  );
};
