import { Trans } from '@lingui/react/macro';
import type { Proposal } from '@skein/contracts';
import { PencilLine } from 'lucide-react';
import { RouteButton } from '../ui/button/Button.tsx';
import { Row, Tile } from '../ui/sheet/Sheet.tsx';

/** A proposal of one’s own of which the hosting team asks for changes. */
export const ProposalRow = ({ proposal: { id, name, history } }: { proposal: Proposal }) => {
  const asked = history.findLast(({ status }) => status === 'changes-asked')?.comment;
  return (
    <Row
      lead={
        <Tile of={id}>
          <PencilLine className="icon" />
        </Tile>
      }
      title={<Trans>Changes are asked for in your proposal: {name}</Trans>}
      meta={asked && <p>“{asked}”</p>}
      act={
        <RouteButton
          to="/communities/proposals/$proposal"
          params={{ proposal: id }}
          look="quiet"
          size="small"
        >
          <Trans>Write on</Trans>
        </RouteButton>
      }
    />
  );
};
