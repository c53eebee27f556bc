import { recovery } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button, HelpDesk, RefusalNotice, useCall } from '../ui/index.ts';

/** How it goes, and questions; in English, whatever the page speaks. */
const guide = '/help/for-people/locked-out';

/** "I can't do this": what else there is, a human to call, and a way to stop. On every page of a recovery. */
export const WayOut = (props: {
  readonly caseNumber: string;
  readonly step: string | null;
  readonly onLeft: () => void;
}) => {
  const { t } = useTranslation();
  const call = useCall();
  return (
    <details className="way-out no-print">
      <summary>{t('recover.wayOut.summary')}</summary>
      <div className="stack">
        {props.step === 'face-check' ? <p>{t('recover.wayOut.noCamera')}</p> : null}
        {props.step === 'identity-verification' ? <p>{t('recover.wayOut.noDocument')}</p> : null}
        <p>{t('recover.wayOut.helpDesk')}</p>
        <HelpDesk caseNumber={props.caseNumber} />
        <p>
          <a href={guide} target="_blank" rel="noreferrer">
            {t('recover.wayOut.guide')}
          </a>
        </p>
        <p className="quiet">{t('recover.wayOut.stopText')}</p>
        <RefusalNotice refusal={call.refusal} />
        <div>
          <Button busy={call.busy} onPress={() => void call.run(recovery.leave, props.onLeft)}>
            {t('recover.wayOut.stop')}
          </Button>
        </div>
      </div>
    </details>
  );
};
