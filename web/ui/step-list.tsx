import type { StepName } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';

const steps = ['identity-verification', 'presentation', 'face-check', 're-enrolment'] as const;

/** Where in the recovery one is: always in words, colour only repeats it. */
export const StepList = (props: { readonly current: StepName | null }) => {
  const { t } = useTranslation();
  if (props.current === null) return null;
  const at = steps.indexOf(props.current);
  return (
    <nav className="steps" aria-label={t('steps.label')}>
      <ol className="plain">
        {steps.map((step, index) => (
          <li
            key={step}
            aria-current={index === at ? 'step' : undefined}
            data-state={index < at ? 'done' : undefined}
          >
            <span>
              {t(`steps.${step}`)}
              {index < at ? <span className="unseen"> ({t('steps.done')})</span> : null}
            </span>
          </li>
        ))}
      </ol>
      <p aria-hidden="true">
        {t('steps.position', { at: at + 1, of: steps.length, name: t(`steps.${props.current}`) })}
      </p>
    </nav>
  );
};
