import type { Refusal, SecurityInfoView } from '../api/index.ts';

/** What every part of the Security info page is given. */
export interface SheetProps {
  readonly view: SecurityInfoView;
  readonly show: (view: SecurityInfoView) => void;
  /** Takes `signInAgain` and a lost session for the whole page. */
  readonly refused: (refusal: Refusal) => boolean;
}
