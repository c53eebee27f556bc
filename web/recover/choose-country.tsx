import { useId, useState } from 'react';
import { recovery } from '../api/index.ts';
import { useFormats, useTranslation } from '../language/index.ts';
import { Button, Page, RefusalNotice } from '../ui/index.ts';
import { countryCodes } from './country-codes.ts';
import { type PageProps, useStep } from './page-props.ts';

/** Whose document it is. Countries with a provider of their own stand first; the rest go to the default one. */
export const ChooseCountry = (props: PageProps<'chooseCountry'>) => {
  const { t } = useTranslation();
  const id = useId();
  const formats = useFormats();
  const step = useStep(props);
  const { suggestedCountry, countries, walletFirst } = props.now;
  const [country, setCountry] = useState(suggestedCountry || countries[0] || '');
  const byName = (codes: readonly string[]) =>
    codes
      .map((code) => ({ code, name: formats.country(code) }))
      .sort((a, b) => formats.compare(a.name, b.name));
  const options = (codes: readonly string[]) =>
    byName(codes).map(({ code, name }) => (
      <option key={code} value={code}>
        {name}
      </option>
    ));
  const choose = (route: 'provider' | 'wallet') => step.go(() => recovery.chooseCountry(country, route));
  return (
    <Page title={t('recover.country.title')} lead={t('recover.country.lead')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          choose('provider');
        }}
      >
        <div className="field">
          <label htmlFor={id}>{t('recover.country.label')}</label>
          <select
            id={id}
            name="country"
            value={country}
            autoComplete="country"
            onChange={(event) => setCountry(event.target.value)}
          >
            {countries.length > 0 ? (
              <optgroup label={t('recover.country.often')}>{options(countries)}</optgroup>
            ) : null}
            <optgroup label={t('recover.country.all')}>
              {options(countryCodes.filter((code) => !countries.includes(code)))}
            </optgroup>
          </select>
        </div>
        <RefusalNotice refusal={step.refusal} />
        <Button kind="primary" type="submit" busy={step.busy}>
          {t('recover.country.continue')}
        </Button>
      </form>
      {walletFirst ? (
        <section className="stack stack-tight">
          <p>{t('recover.country.walletText')}</p>
          <Button busy={step.busy} onPress={() => choose('wallet')}>
            {t('recover.country.wallet')}
          </Button>
        </section>
      ) : null}
    </Page>
  );
};
