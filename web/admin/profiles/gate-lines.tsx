import { PageLink } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { Badge, Notice } from '../ui/index.ts';
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
      <ul className="plain stack stack-tight">
        {gate.lines.map((line) => {
          const where = mendedAt[line.code] ?? edit;
          return (
            <li key={line.code} className="row">
              <Badge tone={line.met ? 'good' : 'caution'}>{t(line.met ? 'gate.met' : 'gate.missing')}</Badge>
              <span className="named">
                <span>{t(`gate.lines.${line.code}.name`)}</span>
                {line.met ? null : (
                  <span className="quiet small">
                    {t(`gate.lines.${line.code}.mend`, {
                      sandboxes: told(line, 'sandboxes'),
                      anchors: told(line, 'anchors'),
                      without: told(line, 'without'),
                      outsidePassScope: told(line, 'outsidePassScope'),
                    })}{' '}
                    {where === null ? null : <PageLink to={where}>{t('gate.goThere')}</PageLink>}
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
};

const told = ({ detail }: GateLine, name: string): string => String(detail[name] ?? '');
