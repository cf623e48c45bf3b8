import { Trans, useLingui } from '@lingui/react/macro';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useNetwork } from '../session/queries.ts';
import { Paragraphs, Prose, Title } from '../ui/layout/Layout.tsx';

/** Who answers for the network, and where to write to. */
const Answering = () => {
  const { controller, contact } = useNetwork();
  return (
    <>
      {controller && (
        <>
          <h2>
            <Trans>Who answers for it</Trans>
          </h2>
          <Paragraphs text={controller} />
        </>
      )}
      {contact && (
        <p>
          <Trans>
            Questions: <a href={`mailto:${contact}`}>{contact}</a>
          </Trans>
        </p>
      )}
    </>
  );
};

export const Privacy = () => {
  const { t } = useLingui();
  const { name, privacyNotice } = useNetwork();
  return (
    <Prose>
      <DocumentTitle>{t`How your data is handled`}</DocumentTitle>
      <Title lead={name}>
        <Trans>How your data is handled</Trans>
      </Title>
      <Paragraphs
        text={
          privacyNotice ||
          t`This network has not written its privacy notice yet. Ask whoever invited you, or write to its contact.`
        }
      />
      <Answering />
    </Prose>
  );
};

export const Imprint = () => {
  const { t } = useLingui();
  const { name, imprint } = useNetwork();
  return (
    <Prose>
      <DocumentTitle>{t`Imprint`}</DocumentTitle>
      <Title lead={name}>
        <Trans>Imprint</Trans>
      </Title>
      <Paragraphs text={imprint || t`This network has not written its imprint yet.`} />
      <Answering />
    </Prose>
  );
};
