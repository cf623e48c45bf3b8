import { useLingui } from '@lingui/react/macro';
import { Undo2, X } from 'lucide-react';
import { Text } from 'react-aria-components/Text';
import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast';
import { Button } from '../button/Button.tsx';
import styles from './toast.module.css';
import { toasts } from './toasts.ts';

/** Where what was done is said, above the tab bar. */
export const Toasts = () => {
  const { t } = useLingui();
  return (
    <ToastRegion queue={toasts} className={styles.region ?? ''} aria-label={t`What was done`}>
      {({ toast }) => (
        <Toast toast={toast} className={styles.toast ?? ''}>
          <ToastContent>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.undo && (
            <Button
              look="bare"
              size="small"
              onPress={() => {
                toast.content.undo?.act();
                toasts.close(toast.key);
              }}
            >
              <Undo2 className="icon" aria-hidden="true" />
              {toast.content.undo.label}
            </Button>
          )}
          <Button slot="close" look="bare" size="icon" aria-label={t`Close`}>
            <X className="icon" aria-hidden="true" />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
};
