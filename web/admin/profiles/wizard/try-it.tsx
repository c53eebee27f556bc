import { useState } from 'react';
import { useRead } from '../../api/index.ts';
import { useFormats, useTexts } from '../../language/index.ts';
import { Badge, Disclosure, Notice, TextField, useSettled } from '../../ui/index.ts';
import type { Binding, Trial } from '../answers.ts';

const example = {
  givenName: 'Maria',
  surname: 'Garcia',
  birthDate: '1988-04-12',
  shownGivenName: 'MARIA ELENA',
  shownFamilyName: 'GARCIA LOPEZ',
  shownBirthDate: '1988-04-12',
  employeeNumber: '',
  shownNumber: '',
};

/** A made-up account and a made-up document: would they agree under these rules, and why? Asked as it is typed, stored nowhere. */
export const TryIt = (props: { readonly bindings: readonly Binding[] }) => {
  const { t } = useTexts('profiles');
  const [typed, setTyped] = useState(example);
  const settled = JSON.parse(useSettled(JSON.stringify(typed))) as typeof example;
  const number = props.bindings.find(({ attribute }) => attribute === 'employeeNumber');
  const birth = props.bindings.some(({ attribute }) => attribute === 'birthDate');
  const read = useRead<Trial>('/profiles/match-trial', {
    body: {
      account: {
        givenName: settled.givenName,
        surname: settled.surname,
        birthDate: settled.birthDate || null,
        employeeNumber: settled.employeeNumber,
      },
      claims: {
        givenName: settled.shownGivenName,
        familyName: settled.shownFamilyName,
        birthDate: settled.shownBirthDate || null,
        nationalId: number?.claim === 'nationalId' ? settled.shownNumber || null : null,
        documentNumber: number?.claim === 'documentNumber' ? settled.shownNumber || null : null,
      },
      claimBindings: props.bindings,
    },
  });
  const field = (name: keyof typeof example, label: string, type: 'text' | 'date' = 'text') => (
    <TextField
      label={label}
      hint={t(/^shown/.test(name) ? 'trial.documentHint' : 'trial.accountHint')}
      type={type}
      value={typed[name]}
      onChange={(value) => setTyped({ ...typed, [name]: value })}
      maxLength={100}
    />
  );
  return (
    <Disclosure title={t('trial.title')} says={t('trial.sentence')}>
      <div className="columns">
        <div className="stack">
          <p className="quiet small">{t('trial.account')}</p>
          {field('givenName', t('trial.givenName'))}
          {field('surname', t('trial.surname'))}
          {birth ? field('birthDate', t('attribute.birthDate'), 'date') : null}
          {number === undefined ? null : field('employeeNumber', t('attribute.employeeNumber'))}
        </div>
        <div className="stack">
          <p className="quiet small">{t('trial.document')}</p>
          {field('shownGivenName', t('trial.givenName'))}
          {field('shownFamilyName', t('trial.surname'))}
          {birth ? field('shownBirthDate', t('attribute.birthDate'), 'date') : null}
          {number === undefined ? null : field('shownNumber', t(`claim.${number.claim}`))}
        </div>
      </div>
      {read.loaded === null ? null : <Outcome trial={read.loaded.value} />}
    </Disclosure>
  );
};

const Outcome = (props: { readonly trial: Trial }) => {
  const { t } = useTexts('profiles');
  const { list } = useFormats();
  const { agrees, disagreements, names } = props.trial;
  const unmatched = names.words.filter(({ matched }) => matched === null).map(({ word }) => word);
  const inOtherForm = names.words.filter(
    ({ word, matched }) => matched !== null && matched.word !== word && matched.how !== 'same',
  );
  return (
    <Notice
      kind={agrees ? 'success' : 'warning'}
      announce="status"
      title={t(agrees ? 'trial.agrees' : 'trial.differs')}
    >
      <ul className="plain stack stack-tight">
        {names.rule === null ? null : <li>{t(`trial.rule.${names.rule}`)}</li>}
        {disagreements.map((code) => (
          <li key={code}>{t(`trial.disagreement.${code}`)}</li>
        ))}
        {unmatched.length === 0 ? null : <li>{t('trial.unmatched', { words: list(unmatched) })}</li>}
        {names.problem === 'wordOrder' ? <li>{t('trial.wordOrder')}</li> : null}
        {names.problem === 'notExact' ? <li>{t('trial.notExact')}</li> : null}
        {inOtherForm.map(({ word, matched }) => (
          <li key={word} className="row">
            <bdi>{word}</bdi> = <bdi>{matched?.word}</bdi> <Badge tone="neutral">{t('trial.spelling')}</Badge>
          </li>
        ))}
        {(['birthDate', 'employeeNumber'] as const)
          .filter((attribute) => ['same', 'notHeld'].includes(props.trial[attribute]))
          .map((attribute) => (
            <li key={attribute}>
              {t(`attribute.${attribute}`)}: {t(`trial.trace.${props.trial[attribute]}`)}
            </li>
          ))}
      </ul>
    </Notice>
  );
};
