import { Link, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useTexts } from '../language/index.ts';
import type { Section } from '../section.ts';
import { SessionLost, useSession } from '../session/index.ts';
import { Icon, Toasts } from '../ui/index.ts';
import { AccountMenu } from './account-menu.tsx';
import { LanguageSelect } from './language-select.tsx';
import { SectionsContext, useOpenSections } from './sections-context.ts';

const Navigation = () => {
  const { t } = useTexts('frame');
  const { pendingApprovals } = useSession();
  const seen = useOpenSections();
  return (
    <nav aria-label={t('nav.label')}>
      <ul className="plain nav-list">
        {seen.map((section) => (
          <li key={section.name}>
            <Link
              to={section.path}
              activeOptions={{ exact: section.path === '/', includeSearch: false }}
              className="nav-link"
            >
              <Icon name={section.name} />
              <span>{t(`nav.${section.name}`)}</span>
              {section.path === '/' && pendingApprovals > 0 ? (
                <span className="nav-count">
                  <span aria-hidden="true">{pendingApprovals}</span>
                  <span className="unseen">{t('nav.waiting', { count: pendingApprovals })}</span>
                </span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** Around every page: who is signed in, the navigation, and what must never scroll away from view: that this is an example. */
export const Frame = (props: { readonly sections: readonly Section[]; readonly children: ReactNode }) => {
  const { t } = useTexts('frame');
  const { organisation } = useSession();
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    if (path !== '') setOpen(false);
  }, [path]);
  return (
    <SectionsContext value={props.sections}>
      <div className="portal" data-menu={open ? 'open' : 'closed'}>
        <a className="skip" href="#content">
          {t('layout.skip')}
        </a>
        <header className="head">
          {organisation.example ? <p className="banner">{t('layout.example')}</p> : null}
          <div className="top">
            <button type="button" className="menu-button" aria-expanded={open} onClick={() => setOpen(!open)}>
              <Icon name="menu" />
              {t('layout.menu')}
            </button>
            <p className="top-name">
              <bdi>{organisation.name}</bdi> <span className="quiet top-portal">{t('layout.portal')}</span>
            </p>
            <AccountMenu />
          </div>
        </header>
        <div className="side">
          <Navigation />
          <footer className="side-foot">
            <LanguageSelect />
          </footer>
        </div>
        <main className="content" id="content" tabIndex={-1}>
          {props.children}
        </main>
        <SessionLost />
        <Toasts />
      </div>
    </SectionsContext>
  );
};
