import { securityInfo } from '../api/index.ts';
import { useFormats, useTranslation } from '../language/index.ts';
import { Button, RefusalNotice, useCall } from '../ui/index.ts';
import type { SheetProps } from './sheet-props.ts';

export const SessionList = ({ view, show, refused }: SheetProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const call = useCall(refused);
  const others = view.sessions.some((session) => !session.current);
  return (
    <section className="stack" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t('securityInfo.sessions')}</h2>
      <RefusalNotice refusal={call.refusal} />
      <ul className="plain entries">
        {view.sessions.map((session) => (
          <li key={session.id} className="entry">
            <div>
              <h3>
                <bdi>{session.device}</bdi>
              </h3>
              <p className="quiet small">
                {session.current
                  ? t('securityInfo.thisDevice')
                  : t('securityInfo.lastSeen', { time: formats.moment(session.lastSeenAt) })}
              </p>
            </div>
            {session.current ? null : (
              <Button onPress={() => void call.run(() => securityInfo.endSession(session.id), show)}>
                {t('securityInfo.endSession')}
                <span className="unseen"> {session.device}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others ? (
        <Button busy={call.busy} onPress={() => void call.run(securityInfo.endOtherSessions, show)}>
          {t('securityInfo.endOthers')}
        </Button>
      ) : null}
    </section>
  );
};
