import type { ReactNode } from 'react';
import { changeLanguage, languages, ownNames, useTranslation } from '../language/index.ts';
import { useOrganisation } from './organisation.ts';

const LanguageSwitch = () => {
  const { t, i18n } = useTranslation();
  const { languages: offered } = useOrganisation();
  if (offered.length < 2) return null;
  return (
    <nav className="languages" aria-label={t('layout.language')}>
      {languages
        .filter((language) => offered.includes(language))
        .map((language) => (
          <button
            key={language}
            type="button"
            lang={language}
            aria-pressed={i18n.language === language}
            onClick={() => void changeLanguage(language)}
          >
            {ownNames[language]}
          </button>
        ))}
    </nav>
  );
};

export const Layout = (props: { readonly children: ReactNode; readonly rehearsal?: boolean }) => {
  const { t } = useTranslation();
  const organisation = useOrganisation();
  return (
    <div className="frame">
      <header>
        {organisation.example ? <p className="banner banner-example">{t('layout.example')}</p> : null}
        {props.rehearsal ? <p className="banner banner-rehearsal">{t('layout.rehearsal')}</p> : null}
        <p className="organisation">
          {organisation.logo === null ? null : (
            // The name stands beside it: read out twice it would only be in the way.
            <img
              src={organisation.logo.address}
              width={organisation.logo.width}
              height={organisation.logo.height}
              alt=""
            />
          )}
          <bdi>{organisation.name}</bdi>
        </p>
      </header>
      <main className="frame-main">
        <div className="sheet">{props.children}</div>
      </main>
      <footer className="frame-foot">
        <span>Regain</span>
        <LanguageSwitch />
      </footer>
    </div>
  );
};
