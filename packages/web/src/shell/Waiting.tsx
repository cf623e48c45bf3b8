import { Trans } from '@lingui/react/macro';

/** In place of a page that is on its way. */
export const Waiting = () => (
  <p className="quiet" role="status">
    <Trans>Loading …</Trans>
  </p>
);
