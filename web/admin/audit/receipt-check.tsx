import { useState } from 'react';
import { useChange } from '../api/index.ts';
import { PageLink } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { Button, Facts, Notice, Panel, RefusalNotice, TextArea } from '../ui/index.ts';
import type { CheckedReceipt } from './answers.ts';

/** A person shows the signed receipt of their recovery: is it ours, and does the record still say so? */
export const ReceiptCheck = () => {
  const { t } = useTexts('audit');
  const { exact } = useFormats();
  const change = useChange();
  const [text, setText] = useState('');
  const [checked, setChecked] = useState<CheckedReceipt | null>(null);
  const check = async () => {
    const answer = await change.send<CheckedReceipt>({
      path: '/audit/receipt',
      body: { receipt: text.trim() },
    });
    setChecked(answer?.kind === 'done' ? answer.value : null);
  };
  const receipt = checked?.receipt ?? null;
  return (
    <Panel title={t('receipt.title')} sentence={t('receipt.sentence')}>
      <TextArea
        isCode
        rows={4}
        label={t('receipt.field')}
        hint={t('receipt.hint')}
        value={text}
        onChange={setText}
      />
      <div className="row">
        <Button busy={change.busy} onPress={() => void check()}>
          {t('receipt.action')}
        </Button>
      </div>
      <RefusalNotice refusal={change.refusal} />
      <div role="status" className="stack">
        {checked === null ? null : receipt === null ? (
          <Notice kind="danger" title={t('receipt.foreign')} />
        ) : (
          <>
            <Notice
              kind={checked.recordHolds ? 'success' : 'danger'}
              title={checked.recordHolds ? t('receipt.holds') : t('receipt.changed')}
            />
            <Facts
              facts={[
                {
                  label: t('receipt.account'),
                  value: (
                    <bdi>
                      {receipt.account.displayName} ({receipt.account.name})
                    </bdi>
                  ),
                },
                {
                  label: t('receipt.case'),
                  value: <PageLink to={`/recoveries/${receipt.case}`}>{receipt.case}</PageLink>,
                },
                {
                  label: t('receipt.issuer'),
                  value: <bdi>{receipt.issuer.name || receipt.issuer.anchor}</bdi>,
                },
                {
                  label: t('receipt.rule'),
                  value: <bdi>{`${receipt.rule.profile} · ${receipt.rule.profileVersion}`}</bdi>,
                },
                { label: t('receipt.completed'), value: exact(receipt.completed * 1000) },
              ]}
            />
          </>
        )}
      </div>
    </Panel>
  );
};
