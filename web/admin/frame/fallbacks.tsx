import type { ReactNode } from 'react';
import { useTexts } from '../language/index.ts';
import type { Section } from '../section.ts';
import { useHasRole } from '../session/index.ts';
import { Button, Notice, Skeleton } from '../ui/index.ts';
import { PageLink } from './links.tsx';
import { Page } from './page.tsx';

export const PageMissing = () => {
  const { t } = useTexts('frame');
  return (
    <Page help={null} guide={null} title={t('missing.title')} sentence={t('missing.sentence')}>
      <p>
        <PageLink to="/">{t('missing.home')}</PageLink>
      </p>
    </Page>
  );
};

/** A page that threw: our mistake, or a file that did not arrive because a newer version is installed. */
export const PageBroken = () => {
  const { t } = useTexts('frame');
  return (
    <Page help={null} guide={null} title={t('broken.title')} sentence={t('broken.sentence')}>
      <div>
        <Button kind="primary" onPress={() => location.reload()}>
          {t('broken.action')}
        </Button>
      </div>
    </Page>
  );
};

export const PagePending = () => (
  <div className="page">
    <Skeleton lines={6} />
  </div>
);

/** Says it, instead of showing a page whose every call would be refused. */
export const SectionGate = (props: { readonly section: Section; readonly children: ReactNode }) => {
  const { t } = useTexts('frame');
  const may = useHasRole(...props.section.roles);
  if (may) return props.children;
  return (
    <Page help={null} guide={null} title={t(`nav.${props.section.name}`)}>
      <Notice kind="info" title={t('errors.roleMissing')}>
        {t('gate.roles', { roles: props.section.roles.map((role) => t(`roles.${role}`)).join(', ') })}
      </Notice>
    </Page>
  );
};

/** Where a tab ends that was opened only for signing in again. */
export const SignedInAgain = () => {
  const { t } = useTexts('frame');
  return (
    <Page help={null} guide={null} title={t('signedIn.title')} sentence={t('signedIn.sentence')}>
      <p>
        <PageLink to="/">{t('missing.home')}</PageLink>
      </p>
    </Page>
  );
};
