import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: ReactNode;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question or a step over the page; Escape and a press beside it close it. */
export const Dialog = ({ title, open, onClose, children }: DialogProps) => (
  <ModalOverlay
    className={styles.overlay ?? ''}
    isOpen={open}
    isDismissable
    onOpenChange={(isOpen) => {
      if (!isOpen) onClose();
    }}
  >
    <Modal>
      <AriaDialog className={`${styles.dialog} stack`}>
        <Heading slot="title">{title}</Heading>
        {children}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
);
