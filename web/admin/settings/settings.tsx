import { useRead } from '../api/index.ts';
import { Page, useFilters } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { TabSet, WithData } from '../ui/index.ts';
import type { SettingsView } from './answers.ts';
import { Looks } from './looks.tsx';
import { OrganisationForm } from './organisation-form.tsx';
import { OwnTextsForm } from './own-texts-form.tsx';
import { PassPolicyForm, PassScopeForm } from './pass-forms.tsx';
import { PrivateAddresses } from './private-addresses.tsx';
import { PeopleForm, ProfileChoiceForm, RetentionForm, SecondPersonForm } from './safety-forms.tsx';

const parts = ['organisation', 'looks', 'texts', 'passes', 'safety', 'network'] as const;
type Part = (typeof parts)[number];

export const Settings = () => {
  const { t } = useTexts('settings');
  const read = useRead<SettingsView>('/settings');
  const [{ part: asked }, change] = useFilters({ part: 'organisation' });
  const part = parts.find((each) => each === asked) ?? 'organisation';
  return (
    <Page
      guide="settings"
      title={t('title')}
      sentence={t('sentence')}
      help={
        <>
          <p>{t('help.what')}</p>
        </>
      }
    >
      <WithData read={read} lines={12}>
        {(value) => (
          <TabSet<Part>
            label={t('tabs.label')}
            selected={part}
            onSelect={(chosen) => change({ part: chosen })}
            tabs={parts.map((id) => ({ id, title: t(`tabs.${id}`), content: contentOf(id, value) }))}
          />
        )}
      </WithData>
    </Page>
  );
};

const contentOf = (part: Part, view: SettingsView) => {
  if (part === 'organisation') return <OrganisationForm stored={view.organisation} />;
  if (part === 'looks') return <Looks stored={view.branding} />;
  if (part === 'texts')
    return (
      <OwnTextsForm
        stored={view.texts}
        offered={view.organisation.value.offeredLanguages}
        name={view.organisation.value.name}
        branding={view.branding.value}
      />
    );
  if (part === 'network') return <PrivateAddresses />;
  if (part === 'passes')
    return (
      <div className="stack">
        <PassPolicyForm stored={view.passPolicy} />
        <PassScopeForm stored={view.passScope} />
      </div>
    );
  return (
    <div className="stack">
      <SecondPersonForm stored={view.secondPerson} />
      <ProfileChoiceForm stored={view.profileChoice} />
      <PeopleForm stored={view.people} />
      <RetentionForm stored={view.retention} />
    </div>
  );
};
