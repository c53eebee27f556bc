import { useState } from 'react';
import { useChange } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  type EditedForm,
  Notice,
  Panel,
  RefusalNotice,
  Select,
  TextField,
} from '../ui/index.ts';
import { assuranceLevels, documentKinds, type Health, type ProviderEntry } from './answers.ts';
import { CountryChoice } from './country-choice.tsx';
import { CredentialKinds } from './credential-kinds.tsx';
import { EvidenceFields } from './evidence-fields.tsx';
import { useProblemText } from './use-problem-text.ts';

type Props = { readonly form: EditedForm<ProviderEntry> };

/** Everything that stands about a provider, in four parts. */
export const ProviderFields = ({ form }: Props) => (
  <>
    <WhereFields form={form} />
    <WhatFields form={form} />
    <EvidenceFields form={form} />
    <ContactFields form={form} />
  </>
);

const WhereFields = ({ form }: Props) => {
  const { t } = useTexts('providers');
  const { value, change, errors } = form;
  const problem = useProblemText();
  const test = useChange();
  const [said, setSaid] = useState<Pick<Health, 'problem'> | null>(null);
  const ask = async () => {
    const { statusAddress } = value;
    const answer = await test.send<Health>({ path: '/providers/test', body: { statusAddress } });
    if (answer?.kind === 'done') setSaid(answer.value);
  };
  return (
    <Panel title={t('form.where')}>
      <TextField
        label={t('form.name')}
        hint={t('form.nameHint')}
        value={value.name}
        onChange={(name) => change({ name })}
        error={errors('name')}
      />
      <TextField
        label={t('form.address')}
        hint={t('form.addressHint')}
        type="url"
        isCode
        value={value.address}
        onChange={(address) => change({ address })}
        error={errors('address')}
      />
      <TextField
        label={t('form.statusAddress')}
        hint={t('form.statusHint')}
        type="url"
        isCode
        value={value.statusAddress}
        onChange={(statusAddress) => {
          setSaid(null);
          change({ statusAddress });
        }}
        error={errors('statusAddress')}
      />
      <div className="row">
        <Button busy={test.busy} isDisabled={value.statusAddress === ''} onPress={() => void ask()}>
          {t('test.action')}
        </Button>
      </div>
      <RefusalNotice refusal={test.refusal} />
      {said === null ? null : (
        <Notice kind={said.problem === null ? 'success' : 'danger'} announce="status">
          {said.problem === null ? t('test.ok') : problem(said.problem)}
        </Notice>
      )}
    </Panel>
  );
};

const WhatFields = ({ form }: Props) => {
  const { t } = useTexts('providers');
  const { value, change, errors } = form;
  return (
    <Panel title={t('form.what')}>
      <CountryChoice
        value={value.countries}
        onChange={(countries) => change({ countries })}
        anyHint={t('form.countriesAnyHint')}
        someHint={t('form.countriesSomeHint')}
        errors={errors}
      />
      <CheckboxGroup
        label={t('form.documents')}
        hint={t('form.documentsHint')}
        options={documentKinds.map((id) => ({ id, label: t(`documents.${id}`) }))}
        value={value.documents}
        onChange={(documents) => change({ documents })}
        error={errors('documents')}
      />
      <h3>{t('form.credentials')}</h3>
      <CredentialKinds
        value={value.credentials}
        onChange={(credentials) => change({ credentials })}
        path="credentials"
        errors={errors}
      />
      <Select
        label={t('form.assurance')}
        hint={t('form.assuranceHint')}
        options={assuranceLevels.map((id) => ({ id, label: t(`assurance.${id}`) }))}
        value={value.assurance}
        onChange={(assurance) => change({ assurance })}
        error={errors('assurance')}
      />
      <Checkbox
        isSelected={value.chargesPerCheck}
        onChange={(chargesPerCheck) => change({ chargesPerCheck })}
        detail={t('form.chargesHint')}
      >
        {t('form.charges')}
      </Checkbox>
      <TextField
        label={t('form.price')}
        hint={t('form.priceHint')}
        isOptional
        value={value.price}
        onChange={(price) => change({ price })}
        error={errors('price')}
      />
    </Panel>
  );
};

const ContactFields = ({ form }: Props) => {
  const { t } = useTexts('providers');
  const { contact } = form.value;
  const change = (changed: Partial<ProviderEntry['contact']>) =>
    form.change({ contact: { ...contact, ...changed } });
  return (
    <Panel title={t('form.contact')} sentence={t('form.contactSentence')}>
      <TextField
        label={t('form.contactName')}
        hint={t('form.contactNameHint')}
        isOptional
        value={contact.name}
        onChange={(name) => change({ name })}
        error={form.errors('contact.name')}
      />
      <TextField
        label={t('form.contactEmail')}
        hint={t('form.contactEmailHint')}
        type="email"
        isOptional
        value={contact.email}
        onChange={(email) => change({ email })}
        error={form.errors('contact.email')}
      />
      <TextField
        label={t('form.contactPhone')}
        hint={t('form.contactPhoneHint')}
        type="tel"
        isOptional
        value={contact.phone}
        onChange={(phone) => change({ phone })}
        error={form.errors('contact.phone')}
      />
    </Panel>
  );
};
