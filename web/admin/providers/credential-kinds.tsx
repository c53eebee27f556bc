import { useTexts } from '../language/index.ts';
import { Button, Select, TextField } from '../ui/index.ts';
import { type CredentialFormat, type CredentialKind, credentialFormats } from './answers.ts';

const formatNames: Readonly<Record<CredentialFormat, string>> = {
  'dc+sd-jwt': 'SD-JWT VC',
  mso_mdoc: 'mdoc',
  jwt_vc_json: 'JWT VC',
};
export const kindText = ({ format, type }: CredentialKind): string => `${formatNames[format]} ${type}`;

/** Kinds of credentials, each a format and a type. `path`: of the list in the body, for what is wrong with one of them. */
export const CredentialKinds = (props: {
  readonly value: readonly CredentialKind[];
  readonly onChange: (value: readonly CredentialKind[]) => void;
  readonly formats?: readonly CredentialFormat[];
  readonly path: string;
  readonly errors: (field: string) => string | undefined;
}) => {
  const { t } = useTexts('providers');
  const { value, onChange, path, errors } = props;
  const formats = props.formats ?? credentialFormats;
  const change = (index: number, changed: Partial<CredentialKind>) =>
    onChange(value.map((each, place) => (place === index ? { ...each, ...changed } : each)));
  const wrong = errors(path);
  return (
    <div className="stack">
      <p className="quiet">{t('form.credentialsHint')}</p>
      {value.map((kind, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name while they are typed
        <div key={index} className="kind-row">
          <Select
            label={t('form.format')}
            hint={t('form.formatHint')}
            options={formats.map((id) => ({ id, label: formatNames[id] }))}
            value={kind.format}
            onChange={(format) => change(index, { format })}
            error={errors(`${path}.${index}.format`)}
          />
          <TextField
            label={t('form.type')}
            hint={t('form.typeHint')}
            isCode
            value={kind.type}
            onChange={(type) => change(index, { type })}
            error={errors(`${path}.${index}.type`)}
          />
          <Button
            kind="quiet"
            label={`${t('form.takeOut')}: ${kindText(kind)}`}
            onPress={() => onChange(value.filter((_, place) => place !== index))}
          >
            {t('form.takeOut')}
          </Button>
        </div>
      ))}
      {wrong === undefined ? null : (
        <p className="field-error" role="alert">
          {wrong}
        </p>
      )}
      <div className="row">
        <Button onPress={() => onChange([...value, { format: formats[0] ?? 'dc+sd-jwt', type: '' }])}>
          {t('form.another')}
        </Button>
      </div>
    </div>
  );
};
