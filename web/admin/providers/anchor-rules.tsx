import { useTexts } from '../language/index.ts';
import { ChoiceCards, type EditedForm, Panel, TextField } from '../ui/index.ts';
import type { AnchorRules, CredentialFormat } from './answers.ts';
import { CountryChoice } from './country-choice.tsx';
import { CredentialKinds, kindText } from './credential-kinds.tsx';

/** Which kind of authority signs which format: a certificate signs SD-JWT VC and mdoc, a DID signs JWT VC. */
export const formatsOf: Readonly<Record<'x509' | 'did', readonly CredentialFormat[]>> = {
  x509: ['dc+sd-jwt', 'mso_mdoc'],
  did: ['jwt_vc_json'],
};

/** What an authority is believed for: its name, its credentials, its countries. */
export const AnchorRuleFields = <Value extends AnchorRules>(props: {
  readonly form: EditedForm<Value>;
  readonly kind: 'x509' | 'did';
}) => {
  const { t } = useTexts('providers');
  const { value, errors } = props.form;
  const change = (changed: Partial<AnchorRules>) => props.form.change(changed as Partial<Value>);
  const [format = 'dc+sd-jwt'] = formatsOf[props.kind];
  return (
    <Panel title={t('anchors.form.mayIssue')}>
      <TextField
        label={t('anchors.form.name')}
        hint={t('anchors.form.nameHint')}
        value={value.name}
        onChange={(name) => change({ name })}
        error={errors('name')}
      />
      <ChoiceCards<'any' | 'some'>
        label={t('form.credentials')}
        options={[
          { id: 'some', label: t('anchors.form.some'), detail: t('anchors.form.someHint') },
          { id: 'any', label: t('anchors.form.any'), detail: t('anchors.form.anyHint') },
        ]}
        value={value.mayIssue === 'any' ? 'any' : 'some'}
        onChange={(chosen) => change({ mayIssue: chosen === 'any' ? 'any' : [{ format, type: '' }] })}
        error={value.mayIssue === 'any' ? errors('mayIssue') : undefined}
      />
      {value.mayIssue === 'any' ? null : (
        <CredentialKinds
          value={value.mayIssue}
          onChange={(mayIssue) => change({ mayIssue })}
          formats={formatsOf[props.kind]}
          path="mayIssue"
          errors={errors}
        />
      )}
      <CountryChoice
        value={value.countries}
        onChange={(countries) => change({ countries })}
        anyHint={t('anchors.form.countriesAnyHint')}
        someHint={t('anchors.form.countriesSomeHint')}
        errors={errors}
      />
    </Panel>
  );
};

export const useRuleDescription = (): ((rules: AnchorRules) => Readonly<Record<string, string>>) => {
  const { t } = useTexts('providers');
  return ({ name, mayIssue, countries }) => ({
    [t('anchors.form.name')]: name,
    [t('anchors.form.mayIssue')]:
      mayIssue === 'any' ? t('anchors.anything') : mayIssue.map(kindText).join(', '),
    [t('form.countries')]: countries === 'any' ? t('form.countriesAny') : countries.join(', '),
  });
};

/** What is wrong with a certificate, in words. */
export const useAnchorProblems = (): Readonly<Record<string, string>> => {
  const { t } = useTexts('providers');
  return {
    unreadable: t('anchors.wrong.unreadable'),
    several: t('anchors.wrong.several'),
    privateKey: t('anchors.wrong.privateKey'),
    notAnAuthority: t('anchors.wrong.notAnAuthority'),
    expired: t('anchors.wrong.expired'),
    criticalExtension: t('anchors.wrong.criticalExtension'),
    taken: t('anchors.wrong.taken'),
    inUse: t('anchors.wrong.inUse'),
  };
};
