import { Trans } from '@lingui/react/macro';
import { useNetwork } from '../session/queries.ts';
import styles from './joining.module.css';

/** Said before anything is sent: what comes of it, and when. */
export const WhatHappensNext = ({ open }: { open: boolean }) => {
  const { contact } = useNetwork();
  return (
    <section aria-labelledby="next" className={styles.next}>
      <h2 id="next">
        <Trans>What happens next</Trans>
      </h2>
      <ol className={styles.after}>
        <li>
          <span className={styles.number} aria-hidden="true">
            1
          </span>
          <p>
            <b>
              <Trans>A letter within a minute.</Trans>
            </b>
            <br />
            <Trans>Open its link, so that nobody else can join in your name.</Trans>
          </p>
        </li>
        <li>
          <span className={styles.number} aria-hidden="true">
            2
          </span>
          <p>
            <b>
              {open ? (
                <Trans>The community hears of you.</Trans>
              ) : (
                <Trans>Its facilitator reads what you wrote.</Trans>
              )}
            </b>
            <br />
            <Trans>You get a letter either way.</Trans>
          </p>
        </li>
        <li>
          <span className={styles.number} aria-hidden="true">
            3
          </span>
          <p>
            <b>
              <Trans>You are welcomed.</Trans>
            </b>
            <br />
            <Trans>From then on you sign in by a link in a letter. There is no password.</Trans>
          </p>
        </li>
      </ol>
      {contact && (
        <p className="small">
          <Trans>
            Questions first? Write to <a href={`mailto:${contact}`}>{contact}</a>.
          </Trans>
        </p>
      )}
    </section>
  );
};
