import { useTexts } from '../language/index.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export interface Difference {
  readonly label: string;
  readonly theirs: string;
  readonly yours: string;
}

/**
 * Somebody else has saved meanwhile (412). Shows both, overwrites nothing: "Keep mine" puts what was typed on top of the
 * newer version, to be looked at and saved once more with its ETag.
 */
export const ConflictDialog = (props: {
  readonly isOpen: boolean;
  /** Only the fields that differ. */
  readonly differences: readonly Difference[];
  readonly onTakeTheirs: () => void;
  readonly onKeepMine: () => void;
  readonly onClose: () => void;
}) => {
  const { t } = useTexts('frame');
  return (
    <Dialog
      title={t('conflict.title')}
      isOpen={props.isOpen}
      onClose={props.onClose}
      isWide
      actions={
        <>
          <Button kind="primary" onPress={props.onTakeTheirs}>
            {t('conflict.takeTheirs')}
          </Button>
          <Button onPress={props.onKeepMine}>{t('conflict.keepMine')}</Button>
        </>
      }
    >
      <p>{t('conflict.text')}</p>
      <dl className="versions">
        {props.differences.map(({ label, theirs, yours }) => (
          <div key={label} className="version">
            <dt>{label}</dt>
            <dd>
              <span className="quiet small">{t('conflict.theirs')}</span> <bdi>{theirs}</bdi>
            </dd>
            <dd>
              <span className="quiet small">{t('conflict.yours')}</span> <bdi>{yours}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
};
