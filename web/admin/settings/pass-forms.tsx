import { useFormats, useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import {
  Checkbox,
  ChoiceCards,
  EditForm,
  Notice,
  NumberField,
  Panel,
  TextArea,
  type Versioned,
} from '../ui/index.ts';
import type { PassPolicyValue } from './answers.ts';

/** Rules for passes that admins issue (behaviour.md 3.8). What weakens them waits for a second person. */
export const PassPolicyForm = (props: { readonly stored: Versioned<PassPolicyValue> }) => {
  const { t } = useTexts('settings');
  const { count } = useFormats();
  const mayEdit = useHasRole('Recovery Administrator');
  const minutes = { unit: t('passes.minutes'), min: 10, max: 43_200, step: 1, isDisabled: !mayEdit };
  return (
    <Panel title={t('passes.title')} sentence={t('passes.sentence')}>
      <EditForm<PassPolicyValue>
        name="settings.passPolicy"
        stored={props.stored}
        path="/settings/pass-policy"
        outdated={['/settings', '/session']}
        saved={t('saved')}
        isReadOnly={!mayEdit}
        describe={(value) => ({
          [t('passes.minimum')]: count(value.minimumLifetimeInMinutes),
          [t('passes.maximum')]: count(value.maximumLifetimeInMinutes),
          [t('passes.standard')]: count(value.defaultLifetimeInMinutes),
          [t('passes.length')]: count(value.defaultLength),
          [t('passes.once')]: value.isUsableOnce ? t('yes') : t('no'),
        })}
      >
        {({ value, change, errors }) => (
          <>
            <NumberField
              {...minutes}
              label={t('passes.minimum')}
              hint={t('passes.lifeHint')}
              value={value.minimumLifetimeInMinutes}
              onChange={(minimumLifetimeInMinutes) => change({ minimumLifetimeInMinutes })}
              error={errors('minimumLifetimeInMinutes')}
            />
            <NumberField
              {...minutes}
              label={t('passes.maximum')}
              hint={t('passes.lifeHint')}
              value={value.maximumLifetimeInMinutes}
              onChange={(maximumLifetimeInMinutes) => change({ maximumLifetimeInMinutes })}
              error={errors('maximumLifetimeInMinutes')}
            />
            <NumberField
              {...minutes}
              label={t('passes.standard')}
              hint={t('passes.standardHint')}
              value={value.defaultLifetimeInMinutes}
              onChange={(defaultLifetimeInMinutes) => change({ defaultLifetimeInMinutes })}
              error={errors('defaultLifetimeInMinutes')}
            />
            <NumberField
              label={t('passes.length')}
              hint={t('passes.lengthHint')}
              unit={t('passes.characters')}
              min={8}
              max={48}
              step={1}
              isDisabled={!mayEdit}
              value={value.defaultLength}
              onChange={(defaultLength) => change({ defaultLength })}
              error={errors('defaultLength')}
            />
            <Checkbox
              isSelected={value.isUsableOnce}
              onChange={(isUsableOnce) => change({ isUsableOnce })}
              isDisabled={!mayEdit}
              detail={t('passes.onceHint')}
            >
              {t('passes.once')}
            </Checkbox>
            <Notice kind="info">{t('passes.weaker')}</Notice>
          </>
        )}
      </EditForm>
    </Panel>
  );
};

type Groups = 'everyone' | readonly string[];

/** As typed; empty lines are kept until the form is sent, or nobody could begin a new one. */
const toGroups = (groups: Groups): Groups =>
  groups === 'everyone' ? groups : groups.map((each) => each.trim()).filter((each) => each !== '');

export const PassScopeForm = (props: { readonly stored: Versioned<{ readonly groups: Groups }> }) => {
  const { t } = useTexts('settings');
  const mayEdit = useHasRole('Recovery Administrator');
  return (
    <Panel title={t('scope.title')} sentence={t('scope.sentence')}>
      <EditForm<{ readonly groups: Groups }>
        name="settings.passScope"
        stored={props.stored}
        path="/settings/pass-scope"
        toBody={({ groups }) => ({ groups: toGroups(groups) })}
        outdated={['/settings', '/readiness']}
        saved={t('saved')}
        isReadOnly={!mayEdit}
        describe={({ groups }) => ({
          [t('scope.label')]: groups === 'everyone' ? t('scope.everyone') : groups.join(', '),
        })}
      >
        {({ value: { groups }, change, errors }) => (
          <>
            <ChoiceCards<'everyone' | 'groups'>
              label={t('scope.label')}
              isDisabled={!mayEdit}
              options={[
                { id: 'everyone', label: t('scope.everyone'), detail: t('scope.everyoneHint') },
                { id: 'groups', label: t('scope.groups'), detail: t('scope.groupsHint') },
              ]}
              value={groups === 'everyone' ? 'everyone' : 'groups'}
              onChange={(chosen) => change({ groups: chosen === 'everyone' ? 'everyone' : [] })}
            />
            {groups === 'everyone' ? null : (
              <TextArea
                label={t('scope.list')}
                hint={t('scope.listHint')}
                isDisabled={!mayEdit}
                value={groups.join('\n')}
                onChange={(typed) => change({ groups: typed.split('\n') })}
                error={errors('groups')}
              />
            )}
          </>
        )}
      </EditForm>
    </Panel>
  );
};
