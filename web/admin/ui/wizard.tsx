import { useNavigate, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Refusal } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import type { Draft } from './use-draft.ts';
import { stepOfRefusal, stepToShow } from './wizard-steps.ts';

export interface WizardStep<T> {
  readonly id: string;
  readonly title: string;
  /** What is decided here, and what follows from it. */
  readonly sentence?: ReactNode;
  /** Fields of the body that this step asks for; a refusal that names one leads back here. */
  readonly fields: readonly string[];
  /** The fields. `wrong`: text for a field, once Next was pressed. */
  readonly ask: (draft: Draft<T>, wrong: (field: string) => string | undefined) => ReactNode;
  /** Field → what is wrong with it. Empty: the step is done. */
  readonly problems?: (value: T) => Readonly<Record<string, string>>;
  /** For the review. */
  readonly summary: (value: T) => ReactNode;
}

interface WizardProps<T extends object> {
  readonly label: string;
  readonly steps: readonly WizardStep<T>[];
  /** From `useDraft`: a reload loses nothing. */
  readonly draft: Draft<T>;
  /** Above the button of the review: what is still missing, what will happen. */
  readonly review?: ReactNode;
  readonly finish: string;
  readonly onFinish: () => void;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** `useFieldErrors(refusal)` */
  readonly fieldErrors: (field: string) => string | undefined;
}

const StepList = <T extends object>(props: {
  readonly label: string;
  readonly steps: readonly WizardStep<T>[];
  readonly current: number;
  readonly go: (index: number) => void;
}) => {
  const { t } = useTexts('frame');
  const titles = [...props.steps.map(({ title }) => title), t('wizard.review')];
  return (
    <nav aria-label={props.label} className="wizard-steps">
      <ol className="plain">
        {titles.map((title, index) => (
          <li
            key={title}
            data-state={index < props.current ? 'done' : 'open'}
            aria-current={index === props.current ? 'step' : undefined}
          >
            {index < props.current ? (
              <Button kind="quiet" onPress={() => props.go(index)}>
                {title}
              </Button>
            ) : (
              <span>{title}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
};

const Review = <T extends object>(props: WizardProps<T> & { readonly go: (index: number) => void }) => {
  const { t } = useTexts('frame');
  return (
    <>
      {props.steps.map((step, index) => (
        <section key={step.id} className="review-part" aria-label={step.title}>
          <div className="review-head">
            <h3>{step.title}</h3>
            <Button
              kind="quiet"
              label={t('wizard.editStep', { step: step.title })}
              onPress={() => props.go(index)}
            >
              {t('action.edit')}
            </Button>
          </div>
          {step.summary(props.draft.value)}
        </section>
      ))}
      {props.review}
      <RefusalNotice refusal={props.refusal} />
    </>
  );
};

/**
 * Decisions one at a time, then all of them to look over. The step stands in the address (`?step=`), so Back and reload do
 * what they say; nobody gets past a step that is not done.
 */
export const Wizard = <T extends object>(props: WizardProps<T>) => {
  const { t } = useTexts('frame');
  const navigate = useNavigate();
  const asked = useRouterState({ select: ({ location }) => (location.search as { step?: unknown }).step });
  const heading = useRef<HTMLHeadingElement>(null);
  const [tried, setTried] = useState<string | null>(null);
  const { steps, draft } = props;
  const current = stepToShow(steps, draft.value, asked);
  const step = steps[current];
  const problems = step?.problems?.(draft.value) ?? {};
  const wrong = (field: string) =>
    (step !== undefined && tried === step.id ? problems[field] : undefined) ?? props.fieldErrors(field);

  const shown = useRef(current);
  useEffect(() => {
    if (shown.current !== current) heading.current?.focus();
    shown.current = current;
  }, [current]);

  const go = (index: number, replace = false) => {
    setTried(null);
    void navigate({ to: '.', search: { step: steps[index]?.id ?? 'review' }, replace });
  };
  const next = () => {
    if (step === undefined) return props.onFinish();
    if (Object.keys(problems).length === 0) return go(current + 1);
    setTried(step.id);
  };

  const refused = props.refusal === null ? null : stepOfRefusal(steps, props.refusal);
  const seen = useRef(props.refusal);
  useEffect(() => {
    // The server did not accept a field: to the step that asks for it, once.
    if (seen.current !== props.refusal && refused !== null) go(refused);
    seen.current = props.refusal;
  });

  return (
    <div className="wizard">
      <StepList label={props.label} steps={steps} current={current} go={go} />
      <form
        className="wizard-step stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          next();
        }}
      >
        <div className="stack stack-tight">
          <p className="quiet small">{t('wizard.step', { step: current + 1, total: steps.length + 1 })}</p>
          <h2 ref={heading} tabIndex={-1}>
            {step?.title ?? t('wizard.review')}
          </h2>
          {step?.sentence ? <p>{step.sentence}</p> : null}
        </div>
        {step !== undefined && tried === step.id && Object.keys(problems).length > 0 ? (
          <Notice
            kind="danger"
            announce="alert"
            title={t('wizard.mend', { count: Object.keys(problems).length })}
          />
        ) : null}
        {step === undefined ? <Review {...props} go={go} /> : step.ask(draft, wrong)}
        <div className="row wizard-actions">
          <Button kind="primary" type="submit" busy={props.busy}>
            {step === undefined ? props.finish : t('action.next')}
          </Button>
          {current === 0 ? null : <Button onPress={() => go(current - 1)}>{t('action.back')}</Button>}
        </div>
      </form>
    </div>
  );
};
