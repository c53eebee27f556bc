import { PageLink } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { Badge, DataTable, Notice } from '../ui/index.ts';
import type { Gate, GateLine } from './answers.ts';
import { useNames } from './use-names.ts';

/** Steps of the wizard, where what is missing is mended there. */
const mendedIn: Readonly<Partial<Record<GateLine['code'], string>>> = {
  discriminatingAttribute: 'validation',
  noSandboxProvider: 'providers',
  noSandboxIssuer: 'validation',
  faceCheckEvidence: 'validation',
  crossDeviceGuarded: 'validation',
};
/** And elsewhere. A rehearsal and another person's consent are nobody's to click. */
const mendedAt: Readonly<Partial<Record<GateLine['code'], string>>> = {
  issuerInUse: '/providers/trust-anchors',
  providerEvidence: '/providers',
  faceCheckInUse: '/providers/face-checks',
  passScope: '/settings?part=passes',
};

const placeOf = (code: GateLine['code'], profileId: string | null): string | null => {
  const step = mendedIn[code];
  if (step === undefined) return mendedAt[code] ?? null;
  return `/profiles/${profileId === null ? 'new' : `${profileId}/edit`}?step=${step}`;
};

/** The production gate line by line: met, or what is missing and where to mend it (D3). */
export const GateLines = (props: { readonly gate: Gate; readonly profileId: string | null }) => {
  const { t } = useTexts('profiles');
  const { gate, profileId } = props;
  const verdict = gate.letThroughAsExample ? 'example' : gate.open ? 'open' : 'closed';
  return (
    <div className="stack">
      <Notice kind={gate.open ? 'info' : 'warning'} title={t(`gate.verdict.${verdict}`)} />
      <DataTable<GateLine>
        label={t('gate.title')}
        items={gate.lines}
        idOf={({ code }) => code}
        nameOf={({ code }) => t(`gate.lines.${code}.name`)}
        columns={[
          {
            id: 'condition',
            title: t('gate.condition'),
            cell: (line) => <Condition line={line} mendAt={placeOf(line.code, profileId)} />,
          },
          {
            id: 'state',
            title: t('gate.state'),
            cell: ({ met }) => (
              <Badge tone={met ? 'good' : 'caution'}>{t(met ? 'gate.met' : 'gate.missing')}</Badge>
            ),
          },
        ]}
        empty={null}
      />
    </div>
  );
};

const Condition = (props: { readonly line: GateLine; readonly mendAt: string | null }) => {
  const { t } = useTexts('profiles');
  const { line, mendAt } = props;
  const { list } = useFormats();
  const names = useNames();
  const told = (name: string) => String(line.detail[name] ?? '');
  const namesIn = (ids: string) =>
    list(
      told(ids)
        .split(' ')
        .map((id) => names.get(id) ?? id),
    );
  return (
    <span className="named named-wide">
      <span>{t(`gate.lines.${line.code}.name`)}</span>
      {line.met ? null : (
        <span className="quiet small">
          {t(`gate.lines.${line.code}.mend`, {
            sandboxes: namesIn('sandboxes'),
            anchors: namesIn('anchors'),
            without: namesIn('without'),
            outsidePassScope: told('outsidePassScope'),
          })}{' '}
          {mendAt === null ? null : <PageLink to={mendAt}>{t('gate.goThere')}</PageLink>}
        </span>
      )}
    </span>
  );
};
