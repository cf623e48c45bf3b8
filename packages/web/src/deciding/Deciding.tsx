import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { ApiProblem } from '@skein/client';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useRoles } from '../session/queries.ts';
import { RouteButton } from '../ui/button/Button.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { Title } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { useWaiting } from './queries.ts';
import { WaitingRows } from './WaitingRows.tsx';

/** What waits for a decision, each answered in place; the person is told by letter either way. */
export const Deciding = () => {
  const { t } = useLingui();
  const { decides } = useRoles();
  const refused = t`Those who facilitate a community or host the network decide here.`;
  if (!decides)
    throw new ApiProblem('decide', {
      ...{ type: 'about:blank', title: '', status: 403, code: 'forbidden' },
      detail: refused,
    });
  const { count, some, failed, loaded } = useWaiting();
  return (
    <>
      <DocumentTitle>{t`To decide`}</DocumentTitle>
      <Title lead={<Trans>Each of them waits for an answer. They are told by letter either way.</Trans>}>
        {loaded ? (
          <Plural value={count} _0="Nobody waits for you" one="One decision waits" other="# decisions wait" />
        ) : (
          <Trans>To decide</Trans>
        )}
      </Title>
      {failed && (
        <Notice tone="caution" live>
          <Trans>Not all that waits could be asked for. Load the page again in a moment.</Trans>
        </Notice>
      )}
      {loaded && !some ? (
        <Empty
          title={<Trans>All is decided</Trans>}
          act={
            <RouteButton to="/" look="quiet">
              <Trans>Go to the first page</Trans>
            </RouteButton>
          }
        >
          <Trans>New requests come here, and by letter.</Trans>
        </Empty>
      ) : (
        <section>
          <h2 className="unheard">
            <Trans>What waits</Trans>
          </h2>
          <WaitingRows />
        </section>
      )}
    </>
  );
};
