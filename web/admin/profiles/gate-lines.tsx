import { PageLink } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { Badge, DataTable, Notice } from '../ui/index.ts';
import type { Gate, GateLine } from './answers.ts';

/** Where what is missing is mended; null: on this very page or in the wizard. */
const mendedAt: Readonly<Partial<Record<GateLine['code'], string>>> = {
  noSandboxProvider: '/providers',
  noSandboxIssuer: '/providers',
  issuerInUse: '/providers',
  providerEvidence: '/providers',
  passScope: '/readiness',
  secondPerson: '/approvals',
};

/** The production gate line by line: met, or what is missing and where to mend it (D3). */
export const GateLines = (props: { readonly gate: Gate; readonly profileId: string | null }) => {
  const { t } = useTexts('profiles');
  const { gate, profileId } = props;
  const edit = profileId === null ? null : `/profiles/${profileId}/edit?step=validation`;
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
            cell: (line) => <Condition line={line} mendAt={mendedAt[line.code] ?? edit} />,
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
  const told = (name: string) => String(line.detail[name] ?? '');
  return (
    <span className="named">
      <span>{t(`gate.lines.${line.code}.name`)}</span>
      {line.met ? null : (
        <span className="quiet small">
          {t(`gate.lines.${line.code}.mend`, {
            sandboxes: told('sandboxes'),
            anchors: told('anchors'),
            without: told('without'),
            outsidePassScope: told('outsidePassScope'),
          })}{' '}
          {mendAt === null ? null : <PageLink to={mendAt}>{t('gate.goThere')}</PageLink>}
        </span>
      )}
    </span>
  );
};
