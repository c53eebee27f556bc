import { PageLink } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { Facts, ModeBadge, Notice, Panel } from '../ui/index.ts';
import { type CheckCode, checkCodes, type PersonView } from './answers.ts';

const ownCodes = ['accountDisabled', 'excluded', 'notInScope'] as const;
type OwnCode = (typeof ownCodes)[number];
const isOwn = (code: CheckCode): code is OwnCode => (ownCodes as readonly CheckCode[]).includes(code);

/** What a reason is called, why it stands against a recovery, and what to do: in the words of the scan where it has them. */
const useCheckTexts = () => {
  const own = useTexts('people').t;
  const scan = useTexts('readiness').t;
  return (code: CheckCode) =>
    isOwn(code)
      ? { name: own(`check.${code}.name`), why: own(`check.${code}.why`), mend: own(`check.${code}.mend`) }
      : {
          name: scan(`finding.${code}.name`),
          why: scan(`finding.${code}.why`),
          mend: scan(`finding.${code}.mend`),
        };
};

/** What a recovery would do for this person today, and why. */
export const RecoveryToday = (props: { readonly person: PersonView }) => {
  const { t } = useTexts('people');
  const { list, country } = useFormats();
  const textsOf = useCheckTexts();
  const { today } = props.person;
  const against = today.checks.filter(({ met }) => !met).map(({ code }) => code);
  const met = checkCodes.filter((code) => today.checks.some((each) => each.code === code && each.met));
  const isRehearsal = today.profile?.mode === 'evaluation';
  const verdict = against.length > 0 ? 'no' : isRehearsal ? 'rehearsal' : 'yes';
  return (
    <Panel title={t(`today.${verdict}`)} sentence={t(`today.${verdict}Text`)}>
      {against.map((code) => {
        const { name, why, mend } = textsOf(code);
        return (
          <Notice key={code} kind="warning" title={name}>
            <p>{why}</p>
            <p>{mend}</p>
            {code === 'duplicateIdentity' ? <Twins person={props.person} /> : null}
          </Notice>
        );
      })}
      <Facts
        facts={[
          {
            label: t('today.profile'),
            value:
              today.profile === null ? (
                t('today.noProfile')
              ) : (
                <span className="row">
                  <bdi>{today.profile.name}</bdi> <ModeBadge mode={today.profile.mode} />
                </span>
              ),
          },
          { label: t('today.country'), value: country(today.country) },
          {
            label: t('today.providers'),
            value: today.providers.length === 0 ? t('today.noProvider') : <bdi>{list(today.providers)}</bdi>,
          },
          {
            label: t('today.met'),
            value: t('today.metOf', { met: met.length, all: today.checks.length }),
          },
        ]}
      />
    </Panel>
  );
};

const Twins = (props: { readonly person: PersonView }) => (
  <p className="row">
    {props.person.today.twins.map(({ id, accountName }) => (
      <PageLink key={id} to={`/people/${id}`}>
        <bdi>{accountName}</bdi>
      </PageLink>
    ))}
  </p>
);
