import type { Read } from '../api/index.ts';
import { PageLink, useHasSection } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { Badge, Notice, Panel, WithData } from '../ui/index.ts';
import type { SetUp, SetUpLine } from './answers.ts';
import { firstOpen, nextStepOf } from './next-steps.ts';

const tones = { done: 'good', look: 'caution', open: 'neutral' } as const;

const Line = (props: { readonly line: SetUpLine; readonly isNext: boolean }) => {
  const { t } = useTexts('home');
  const { count } = useFormats();
  const has = useHasSection();
  const { line, isNext } = props;
  const { task, state, reason } = line;
  const step = nextStepOf(line);
  const number = count(line.count);
  return (
    <li className="task" aria-current={isNext ? 'step' : undefined}>
      <div className="task-words">
        <h3>{t(`tasks.${task}.title`)}</h3>
        <p>{reason === null ? t(`tasks.${task}.done`, { number }) : t(`reasons.${reason}`, { number })}</p>
      </div>
      <Badge tone={isNext ? 'solid' : tones[state]}>{isNext ? t('states.next') : t(`states.${state}`)}</Badge>
      <span className="task-link">
        {step !== null && has(step.section) ? (
          <PageLink to={step.to} {...(isNext ? { kind: 'primary' as const } : {})}>
            {state === 'open' ? t(`tasks.${task}.do`) : t('look')}
            <span className="unseen"> {t(`tasks.${task}.title`)}</span>
          </PageLink>
        ) : null}
      </span>
    </li>
  );
};

/** From nothing to switched on, line by line, as things stand now; the next thing to do is marked. */
export const Checklist = (props: { readonly setUp: Read<SetUp> }) => {
  const { t } = useTexts('home');
  const { count } = useFormats();
  return (
    <Panel title={t('setUp.title')} sentence={t('setUp.sentence')}>
      <WithData read={props.setUp} lines={16}>
        {(value) => {
          const next = firstOpen(value);
          const done = value.lines.filter(({ state }) => state !== 'open').length;
          return (
            <>
              {next === null ? (
                <Notice kind="success">{t('setUp.allDone')}</Notice>
              ) : (
                <p>{t('setUp.sofar', { done: count(done), total: count(value.lines.length) })}</p>
              )}
              <ol className="plain tasks">
                {value.lines.map((line) => (
                  <Line key={line.task} line={line} isNext={line === next} />
                ))}
              </ol>
            </>
          );
        }}
      </WithData>
    </Panel>
  );
};
