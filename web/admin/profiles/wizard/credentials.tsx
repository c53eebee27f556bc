import { useState } from 'react';
import { PageLink } from '../../frame/index.ts';
import { useTexts } from '../../language/index.ts';
import { Button, CheckboxGroup, Notice, Panel, Select, TextField } from '../../ui/index.ts';
import type { AnchorLine, Credential, ProviderLine } from '../answers.ts';
import { nameOfFormat } from '../name-of-format.ts';
import { mayIssue } from '../to-draft.ts';

const formats = ['dc+sd-jwt', 'mso_mdoc', 'jwt_vc_json'] as const;

type Kind = Pick<Credential, 'format' | 'type'>;
const keyOf = ({ format, type }: Kind) => `${format} ${type}`;

/** Formats and types that are taken as proof, and from which issuers. Those that providers issue are offered first. */
export const Credentials = (props: {
  readonly chosen: readonly Credential[];
  readonly anchors: readonly AnchorLine[];
  readonly providers: readonly ProviderLine[];
  readonly error: string | undefined;
  readonly onChange: (credentials: readonly Credential[]) => void;
}) => {
  const { t } = useTexts('profiles');
  const { chosen, anchors } = props;
  const [format, setFormat] = useState<(typeof formats)[number]>('dc+sd-jwt');
  const [type, setType] = useState('');
  const issuersOf = (kind: Kind) => anchors.filter((anchor) => mayIssue(anchor, kind));
  const add = (kind: Kind) => {
    if (kind.type.trim() === '' || chosen.some((each) => keyOf(each) === keyOf(kind))) return;
    const anchorIds = issuersOf(kind).flatMap(({ id, enabled }) => (enabled ? [id] : []));
    props.onChange([...chosen, { format: kind.format, type: kind.type.trim(), anchorIds }]);
    setType('');
  };
  const known = [
    ...props.providers.flatMap(({ credentials }) => credentials),
    ...anchors.flatMap(({ mayIssue: kinds }) => (kinds === 'any' ? [] : kinds)),
  ];
  const offered = [...new Map(known.map((kind) => [keyOf(kind), kind])).values()].filter(
    (kind) => !chosen.some((each) => keyOf(each) === keyOf(kind)),
  );
  return (
    <div className="stack">
      {props.error === undefined ? null : <Notice kind="danger">{props.error}</Notice>}
      {chosen.map((credential) => (
        <Panel
          key={keyOf(credential)}
          title={t(`format.${nameOfFormat(credential.format)}`)}
          sentence={
            <bdi dir="ltr" className="mono">
              {credential.type}
            </bdi>
          }
          actions={
            <Button kind="quiet" onPress={() => props.onChange(chosen.filter((each) => each !== credential))}>
              {t('credentials.remove')}
            </Button>
          }
        >
          {issuersOf(credential).length === 0 ? (
            <Notice kind="warning" title={t('credentials.noIssuer')}>
              <p>
                <PageLink to="/providers">{t('credentials.toIssuers')}</PageLink>
              </p>
            </Notice>
          ) : (
            <CheckboxGroup
              label={t('credentials.issuers')}
              hint={t('credentials.issuersHint')}
              options={issuersOf(credential).map(({ id, name, enabled }) => ({
                ...{ id, label: name },
                ...(!enabled && { detail: t('credentials.issuerOff') }),
              }))}
              value={credential.anchorIds}
              onChange={(anchorIds) =>
                props.onChange(chosen.map((each) => (each === credential ? { ...each, anchorIds } : each)))
              }
            />
          )}
        </Panel>
      ))}
      {offered.length === 0 ? null : (
        <Select
          label={t('credentials.add')}
          hint={t('credentials.addHint')}
          placeholder={t('credentials.choose')}
          options={offered.map((kind) => ({
            ...{ id: keyOf(kind), label: kind.type },
            detail: t(`format.${nameOfFormat(kind.format)}`),
          }))}
          value={null}
          onChange={(key) => {
            const kind = offered.find((each) => keyOf(each) === key);
            if (kind !== undefined) add(kind);
          }}
        />
      )}
      <Select
        label={t('credentials.format')}
        hint={t('credentials.formatHint')}
        options={formats.map((id) => ({ id, label: t(`format.${nameOfFormat(id)}`) }))}
        value={format}
        onChange={setFormat}
      />
      <TextField
        label={t('credentials.type')}
        hint={t('credentials.typeHint')}
        isCode
        value={type}
        onChange={setType}
        maxLength={300}
      />
      <div className="row">
        <Button onPress={() => add({ format, type })} isDisabled={type.trim() === ''}>
          {t('credentials.addOwn')}
        </Button>
      </div>
    </div>
  );
};
