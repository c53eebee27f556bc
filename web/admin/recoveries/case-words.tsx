import { useMemo } from 'react';
import { useLanguage, useTexts } from '../language/index.ts';
import { useRecordWords } from '../record/index.ts';
import { Badge } from '../ui/index.ts';
import type { CaseLine, Outcome } from './answers.ts';
import { splitDuration } from './period.ts';

const tones: Readonly<Record<Outcome, 'good' | 'rehearsal' | 'bad' | 'caution' | 'neutral'>> = {
  recovered: 'good',
  rehearsed: 'rehearsal',
  refused: 'bad',
  slowed: 'caution',
  left: 'neutral',
  superseded: 'neutral',
  stopped: 'caution',
  expired: 'neutral',
};

/** Where a case stands, in one or two words, and why where there is a reason. */
export const Standing = (props: { readonly line: CaseLine }) => {
  const { t } = useTexts('recoveries');
  const words = useRecordWords();
  const { outcome, state, endCode, eligibility } = props.line;
  if (outcome === null) return <Badge tone="caution">{t(`states.${state}`)}</Badge>;
  // A decoy's reason is why there was nobody behind it.
  const reason = words.code(eligibility === '' || endCode === 'rateLimited' ? endCode : eligibility);
  return (
    <span className="row">
      <Badge tone={tones[outcome]}>{t(`outcomes.${outcome}`)}</Badge>
      {reason === null ? null : <span className="small quiet">{reason.name}</span>}
    </span>
  );
};

export const DecoyBadge = (props: { readonly line: Pick<CaseLine, 'eligibility'> }) => {
  const { t } = useTexts('recoveries');
  return props.line.eligibility === '' ? null : <Badge tone="neutral">{t('decoy')}</Badge>;
};

export const useCountryName = (): ((code: string) => string) => {
  const language = useLanguage();
  return useMemo(() => {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });
    return (code) => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code);
  }, [language]);
};

/** 4 min; null as a dash. */
export const useDuration = (): ((ms: number | null) => string) => {
  const language = useLanguage();
  return useMemo(() => {
    const format = (unit: string) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
    const formats = {
      second: format('second'),
      minute: format('minute'),
      hour: format('hour'),
      day: format('day'),
    };
    return (ms) => {
      if (ms === null) return '–';
      const { value, unit } = splitDuration(ms);
      return formats[unit].format(value);
    };
  }, [language]);
};
