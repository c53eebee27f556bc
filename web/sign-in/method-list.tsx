import { useState } from 'react';
import { securityInfo } from '../api/index.ts';
import { useFormats, useTranslation } from '../language/index.ts';
import { Button, Notice, RefusalNotice, useCall } from '../ui/index.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { SheetProps } from './sheet-props.ts';

type Method = SheetProps['view']['methods'][number];

const MethodEntry = (props: { readonly method: Method; readonly onRemove: () => void }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { method } = props;
  const used =
    method.lastUsedAt === null
      ? t('securityInfo.neverUsed')
      : t('securityInfo.lastUsed', { time: formats.moment(method.lastUsedAt) });
  return (
    <li className={method.disabledAt === null ? 'entry' : 'entry entry-off'}>
      <div>
        <h3>{t(`methods.${method.kind}`)}</h3>
        {method.label !== '' ? (
          <p>
            <bdi>{method.label}</bdi>
          </p>
        ) : null}
        <p className="quiet small">
          {method.disabledAt === null
            ? used
            : t('securityInfo.switchedOff', { time: formats.moment(method.disabledAt) })}
        </p>
      </div>
      <Button onPress={props.onRemove}>
        {t('securityInfo.remove')}
        <span className="unseen">
          {' '}
          {t(`methods.${method.kind}`)} {method.label}{' '}
          {method.disabledAt === null
            ? ''
            : t('securityInfo.switchedOff', { time: formats.moment(method.disabledAt) })}
        </span>
      </Button>
    </li>
  );
};

const inUseFirst = (methods: readonly Method[]): readonly Method[] =>
  methods.toSorted((a, b) => Number(a.disabledAt !== null) - Number(b.disabledAt !== null));

export const MethodList = ({ view, show, refused }: SheetProps) => {
  const { t } = useTranslation();
  const call = useCall(refused);
  const [asked, setAsked] = useState<Method | null>(null);
  return (
    <section className="stack" aria-labelledby="methods-title">
      <h2 id="methods-title">{t('securityInfo.methods')}</h2>
      <RefusalNotice refusal={call.refusal} />
      {view.methods.length === 0 ? (
        <Notice kind="caution">
          <p>{t('securityInfo.noMethods')}</p>
        </Notice>
      ) : (
        <ul className="plain entries">
          {inUseFirst(view.methods).map((method) => (
            <MethodEntry key={method.id} method={method} onRemove={() => setAsked(method)} />
          ))}
        </ul>
      )}
      {asked ? (
        <ConfirmDialog
          title={t('securityInfo.removeTitle', { method: t(`methods.${asked.kind}`) })}
          action={t('securityInfo.removeAction', { method: t(`methods.${asked.kind}`) })}
          onClose={() => setAsked(null)}
          onConfirm={() => void call.run(() => securityInfo.removeMethod(asked.id), show)}
        >
          <p>{t('securityInfo.removeText', { label: asked.label || t(`methods.${asked.kind}`) })}</p>
        </ConfirmDialog>
      ) : null}
    </section>
  );
};
