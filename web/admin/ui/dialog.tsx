import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

/** Over the page, until it is answered. Escape closes it; a press beside it does not, so nothing typed is lost. */
export const Dialog = (props: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Buttons, the one that does it first. */
  readonly actions: ReactNode;
  readonly isWide?: boolean;
  readonly children?: ReactNode;
}) => (
  <ModalOverlay
    className="overlay"
    isOpen={props.isOpen}
    onOpenChange={(isOpen) => {
      if (!isOpen) props.onClose();
    }}
  >
    <Modal className={props.isWide ? 'modal modal-wide' : 'modal'}>
      <AriaDialog className="dialog">
        <Heading slot="title">{props.title}</Heading>
        <div className="stack">{props.children}</div>
        <div className="dialog-actions">{props.actions}</div>
      </AriaDialog>
    </Modal>
  </ModalOverlay>
);
