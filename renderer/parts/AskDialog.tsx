import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';

export interface AskDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** What the button says that does it: a verb. */
  readonly action: string;
  readonly isDangerous?: boolean;
  readonly isDisabled?: boolean;
  readonly onAction: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back. Escape is no. */
export function AskDialog(props: AskDialogProps): ReactNode {
  const {
    isOpen,
    title,
    children,
    action,
    isDangerous = false,
    isDisabled = false,
    onAction,
    onClose,
  } = props;
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="backdrop"
    >
      <Modal>
        <Dialog role="alertdialog" className="dialog">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
          <div className="buttons">
            <Button onPress={onClose} autoFocus={isDangerous}>
              Cancel
            </Button>
            <Button
              kind={isDangerous ? 'danger' : 'primary'}
              isDisabled={isDisabled}
              autoFocus={!isDangerous}
              onPress={() => {
                onAction();
                onClose();
              }}
            >
              {action}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
