import { Trans } from '@lingui/react/macro';
import { WifiOff } from 'lucide-react';
import { useConnected } from '../session/connection.ts';
import styles from './shell.module.css';

/** Says that there is no connection, and what that means for what is being done. */
export const Offline = () => {
  const isConnected = useConnected();
  return (
    <div role="status" className="no-print">
      {!isConnected && (
        <p className={styles.offline}>
          <WifiOff className="icon" aria-hidden="true" />
          <span>
            <Trans>
              You are offline. What you write stays here, and what you send goes once you are connected.
            </Trans>
          </span>
        </p>
      )}
    </div>
  );
};
