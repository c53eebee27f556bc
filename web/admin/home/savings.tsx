import { useDeferredValue } from 'react';
import { useRead } from '../api/index.ts';
import { Page, PageLink } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { ErrorState, Facts, Notice, NumberField, Panel, Select, useDraft, WithData } from '../ui/index.ts';
import type { Savings, SetUp } from './answers.ts';

/** One currency for all figures; nothing is converted. */
const currencies = ['USD', 'EUR', 'GBP', 'CHF', 'SEK', 'PLN', 'AED', 'SAR'] as const;

interface Figures {
  readonly users: number;
  readonly percentPerMonth: number;
  readonly helpDeskCost: number;
  readonly helpDeskMinutes: number;
  readonly selfServiceCost: number;
  readonly selfServiceMinutes: number;
  readonly currency: (typeof currencies)[number];
}

const usual = {
  percentPerMonth: 3,
  helpDeskCost: 60,
  helpDeskMinutes: 60,
  selfServiceCost: 2,
  selfServiceMinutes: 5,
  currency: 'USD',
} as const;

const Inputs = (props: { readonly value: Figures; readonly change: (changed: Partial<Figures>) => void }) => {
  const { t } = useTexts('home');
  const { value, change } = props;
  const field = (name: Exclude<keyof Figures, 'currency'>, limits: { max: number; step?: number }) => (
    <NumberField
      label={t(`savings.${name}`)}
      hint={t(`savings.${name}Hint`)}
      value={value[name]}
      min={0}
      {...limits}
      onChange={(typed) => change({ [name]: typed })}
    />
  );
  return (
    <Panel title={t('savings.inputs')} sentence={t('savings.inputsSentence')}>
      <div className="columns">
        {field('users', { max: 100_000_000, step: 1 })}
        {field('percentPerMonth', { max: 100 })}
        {field('helpDeskCost', { max: 1_000_000 })}
        {field('helpDeskMinutes', { max: 100_000 })}
        {field('selfServiceCost', { max: 1_000_000 })}
        {field('selfServiceMinutes', { max: 100_000 })}
        <Select
          label={t('savings.currency')}
          hint={t('savings.currencyHint')}
          options={currencies.map((id) => ({ id, label: id }))}
          value={value.currency}
          onChange={(currency) => change({ currency })}
        />
      </div>
    </Panel>
  );
};

const Sides = (props: { readonly savings: Savings; readonly currency: string }) => {
  const { t } = useTexts('home');
  const { money, amount, decimal, hours } = useFormats();
  const { savings, currency } = props;
  const side = (name: 'helpDesk' | 'selfService') => (
    <Panel title={t(`savings.${name}`)}>
      <Facts
        facts={[
          { label: t('savings.cost'), value: amount(savings[name].costPerMonth, currency) },
          { label: t('savings.timeLost'), value: hours(savings[name].hoursLost) },
        ]}
      />
    </Panel>
  );
  return (
    <>
      <div className="columns">
        {side('helpDesk')}
        {side('selfService')}
      </div>
      <Notice kind={savings.savedPerMonth < 0 ? 'warning' : 'success'} announce="status">
        <p className="figure">
          {t(savings.savedPerMonth < 0 ? 'savings.costsMore' : 'savings.saved', {
            money: money(Math.abs(savings.savedPerMonth), currency),
          })}
        </p>
        <p>{t('savings.regained', { hours: decimal(savings.hoursRegained) })}</p>
      </Notice>
      <p className="quiet">{t('savings.disclaimer')}</p>
    </>
  );
};

const Estimate = (props: { readonly accounts: number }) => {
  const { t } = useTexts('home');
  const draft = useDraft<Figures>('savings', { users: props.accounts, ...usual });
  // While somebody types, the last answer stays; an empty field is no question.
  const { currency, ...asked } = useDeferredValue(draft.value);
  const isWhole = Object.values(asked).every(Number.isFinite);
  const savings = useRead<Savings>('/home/savings', { params: asked, off: !isWhole });
  return (
    <>
      <Inputs value={draft.value} change={draft.change} />
      {isWhole ? null : <Notice kind="warning">{t('savings.incomplete')}</Notice>}
      {savings.refusal === null ? null : <ErrorState refusal={savings.refusal} onAgain={savings.again} />}
      {savings.loaded === null ? null : <Sides savings={savings.loaded.value} currency={currency} />}
    </>
  );
};

/** What self-service saves against the help desk: a guess by the organisation's own figures (behaviour.md 2.7). */
export const SavingsPage = () => {
  const { t } = useTexts('home');
  const setUp = useRead<SetUp>('/home/set-up');
  return (
    <Page
      guide="first-steps"
      title={t('savings.title')}
      sentence={t('savings.sentence')}
      back={<PageLink to="/">{t('title')}</PageLink>}
      help={<p>{t('savings.help')}</p>}
    >
      <WithData read={setUp} lines={8}>
        {({ accounts }) => <Estimate accounts={accounts} />}
      </WithData>
    </Page>
  );
};
