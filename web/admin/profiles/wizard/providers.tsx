import { useState } from 'react';
import { PageLink } from '../../frame/index.ts';
import { useFormats, useTexts } from '../../language/index.ts';
import {
  ActionMenu,
  Badge,
  Button,
  ComboBox,
  type Draft,
  Notice,
  Panel,
  Select,
  useCountries,
} from '../../ui/index.ts';
import type { ProviderLine } from '../answers.ts';
import type { KeptDraft } from '../to-draft.ts';

const tones = {
  ready: 'good',
  sandbox: 'caution',
  degraded: 'bad',
  disabled: 'bad',
  notConfigured: 'caution',
} as const;

/** Which provider for which country, in order: the first that answers is used. With its health, before it is chosen. */
export const Providers = (props: {
  readonly draft: Draft<KeptDraft>;
  readonly providers: readonly ProviderLine[];
  readonly wrong: (field: string) => string | undefined;
}) => {
  const { t } = useTexts('profiles');
  const { country } = useFormats();
  const countries = useCountries();
  const [added, setAdded] = useState<string | null>(null);
  const { providersByCountry } = props.draft.value;
  const put = (next: Record<string, readonly string[]>) =>
    props.draft.change({ providersByCountry: next as KeptDraft['providersByCountry'] });
  const codes = Object.keys(providersByCountry).filter((code) => code !== 'default');
  if (props.providers.length === 0)
    return (
      <Notice kind="warning" title={t('providers.none')}>
        <p>
          <PageLink to="/providers">{t('providers.toProviders')}</PageLink>
        </p>
      </Notice>
    );
  const rest = codes.length === 0 ? t('providers.every') : t('providers.others');
  return (
    <>
      {[...codes, 'default'].map((code) => (
        <CountryPanel
          key={code}
          title={code === 'default' ? rest : country(code)}
          country={code === 'default' ? null : code}
          chosen={providersByCountry[code] ?? []}
          providers={props.providers}
          error={props.wrong(`providersByCountry.${code}`)}
          onChange={(ids) => put({ ...providersByCountry, [code]: ids })}
          {...(code === 'default'
            ? {}
            : {
                onRemove: () => {
                  const { [code]: _, ...others } = providersByCountry;
                  put(others);
                },
              })}
        />
      ))}
      <ComboBox
        label={t('providers.addCountry')}
        hint={t('providers.addCountryHint')}
        options={countries.filter(({ id }) => !codes.includes(id))}
        value={added}
        onChange={(code) => {
          setAdded(null);
          if (code === null || codes.includes(code)) return;
          put({ ...providersByCountry, [code]: providersByCountry.default ?? [] });
        }}
      />
    </>
  );
};

const CountryPanel = (props: {
  readonly title: string;
  /** Null: every other one. */
  readonly country: string | null;
  readonly chosen: readonly string[];
  readonly providers: readonly ProviderLine[];
  readonly error: string | undefined;
  readonly onChange: (ids: readonly string[]) => void;
  readonly onRemove?: () => void;
}) => {
  const { t } = useTexts('profiles');
  const { chosen, providers, country } = props;
  const serves = (each: ProviderLine) =>
    country === null || each.countries === 'any' || each.countries.includes(country);
  const left = providers.filter((each) => !chosen.includes(each.id) && serves(each));
  return (
    <Panel
      title={props.title}
      actions={
        props.onRemove === undefined ? null : (
          <Button kind="quiet" onPress={props.onRemove}>
            {t('providers.removeCountry')}
          </Button>
        )
      }
    >
      <ol className="plain stack stack-tight">
        {chosen.map((id, place) => {
          const provider = providers.find((each) => each.id === id);
          const name = provider?.name ?? id;
          return (
            <li key={id} className="row-spread">
              <span className="row">
                <strong>
                  <bdi>{name}</bdi>
                </strong>
                {provider === undefined ? null : (
                  <Badge tone={tones[provider.state]}>{t(`providers.state.${provider.state}`)}</Badge>
                )}
                {provider !== undefined && !serves(provider) ? (
                  <Badge tone="caution">{t('providers.notHere')}</Badge>
                ) : null}
              </span>
              <ActionMenu
                isCompact
                label={t('providers.actionsOf', { name })}
                actions={[
                  {
                    ...{ id: 'first', label: t('providers.first'), isDisabled: place === 0 },
                    onAction: () => props.onChange([id, ...chosen.filter((each) => each !== id)]),
                  },
                  {
                    ...{ id: 'remove', label: t('providers.remove'), isDangerous: true },
                    onAction: () => props.onChange(chosen.filter((each) => each !== id)),
                  },
                ]}
              />
            </li>
          );
        })}
      </ol>
      {left.length === 0 && props.error === undefined ? null : (
        <Select
          label={t('providers.add')}
          hint={t('providers.addHint')}
          placeholder={t('providers.choose')}
          error={props.error}
          options={left.map(({ id, name, state }) => ({
            ...{ id, label: name },
            detail: t(`providers.state.${state}`),
          }))}
          value={null}
          onChange={(id) => props.onChange([...chosen, id])}
        />
      )}
    </Panel>
  );
};
