import { useChange } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { Button, RefusalNotice, toast } from '../ui/index.ts';
import { useReasons } from './use-reasons.ts';

export const SendStartPage = (props: { readonly id: string }) => {
  const { t } = useTexts('people');
  const reasons = useReasons();
  const change = useChange();
  const send = async () => {
    const answer = await change.send<{ mails: number }>({ path: `/people/${props.id}/start-page` });
    if (answer?.kind === 'done') toast(t('startPage.sent', { count: answer.value.mails }));
  };
  return (
    <>
      <div className="row">
        <Button kind="primary" busy={change.busy} onPress={() => void send()}>
          {t('startPage.action')}
        </Button>
      </div>
      <RefusalNotice refusal={change.refusal} reasons={reasons.refusals} />
    </>
  );
};
