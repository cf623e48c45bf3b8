import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Points } from '../ui/layout/Layout.tsx';

/** What goes and what stays when somebody is forgotten, as the receipt will say it. */
export const WhatFollows = ({ waitsADay }: { waitsADay: boolean }) => (
  <section className="stack stack--tight">
    <h2>
      <Trans>Leave the network, and be forgotten</Trans>
    </h2>
    <p>
      <Trans>
        You may want to <Link to="/me/data">download what is held about you</Link> first.
      </Trans>
    </p>
    <h3>
      <Trans>What goes</Trans>
    </h3>
    <Points>
      <li>
        <Trans>Your profile, photo and address, and every session and passkey.</Trans>
      </li>
      <li>
        <Trans>
          Your places and roles in communities, your requests, and what you told in a learning case.
        </Trans>
      </li>
      <li>
        <Trans>
          Your answers to surveys that asked for your name; what was counted of them stays as a count.
        </Trans>
      </li>
    </Points>
    <h3>
      <Trans>What stays</Trans>
    </h3>
    <Points>
      <li>
        <Trans>
          Anonymous and confidential answers: nothing leads from them to you, so nobody can find them.
        </Trans>
      </li>
      <li>
        <Trans>
          What others wrote, such as notes of meetings. It is searched for your name and address, and the
          hosts get a list of the places.
        </Trans>
      </li>
      <li>
        <Trans>
          The lines that show what you agreed to and the receipt, under a number that leads to nobody, for six
          years.
        </Trans>
      </li>
      <li>
        <Trans>
          A scrambled trace of your address, so that no old list brings you back. It cannot be read, and goes
          if you join again.
        </Trans>
      </li>
      <li>
        <Trans>
          Letters that were delivered, in the mailboxes they were sent to; and safety copies, until they end.
        </Trans>
      </li>
    </Points>
    <h3>
      <Trans>When</Trans>
    </h3>
    <p>
      {waitsADay ? (
        <Trans>
          You confirm by a letter. Since you have a role in the network, it begins a day later, so that nobody
          does it in your name; until then you can take it back here. A last letter tells you what was done.
        </Trans>
      ) : (
        <Trans>
          You confirm by a letter, and it begins at once. A last letter tells you what was deleted and what
          was kept, within a month at the latest.
        </Trans>
      )}
    </p>
  </section>
);
