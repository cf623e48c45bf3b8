import { Trans, useLingui } from '@lingui/react/macro';
import type { Meeting, MeetingRole, RoleHeld } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNameOf } from '../people/Named.tsx';
import { membersQuery } from '../people/queries.ts';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import { Choice } from '../ui/field/Choice.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { Buttons } from '../ui/layout/Layout.tsx';
import { Row, Rows, Section } from '../ui/sheet/Sheet.tsx';
import { rolesQuery, useRoleSteps } from './before-queries.ts';
import { useMeetingRights } from './rights.ts';

const useRoleNames = (): Record<MeetingRole, string> => {
  const { t } = useLingui();
  return { facilitator: t`Leads through it`, notes: t`Takes notes`, time: t`Watches the time` };
};

const Name = ({ id }: { id: string }) => useNameOf(id);

interface RolesProps {
  readonly meeting: Meeting;
  readonly roles: readonly RoleHeld[];
}

/** Who does what at this date, said by hand. */
const ByHand = ({ meeting, roles }: RolesProps) => {
  const { t } = useLingui();
  const names = useRoleNames();
  const { data: members = [] } = useQuery(membersQuery(meeting.community));
  const { give } = useRoleSteps(meeting);
  const before = Object.fromEntries(
    roles.map(({ role, person, byHand }) => [role, byHand ? (person ?? '') : '']),
  );
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const act = async () => {
    const changed = roles.filter(({ role }) => (chosen[role] ?? before[role]) !== before[role]);
    const answer = await give(changed.map((one) => [one, chosen[one.role] || null]));
    if (answer.ok) setChosen({});
    return answer;
  };
  return (
    <FormDialog
      label={<Trans>Who does what this time</Trans>}
      title={t`Who does what this time`}
      send={t`Save`}
      done={t`It is saved.`}
      act={act}
    >
      {() =>
        roles.map(({ role, rotation }) => (
          <SelectField
            key={role}
            name={role}
            label={names[role]}
            empty={rotation ? t`By turns` : t`Nobody`}
            value={chosen[role] ?? before[role] ?? ''}
            onChange={(person) => setChosen({ ...chosen, [role]: person })}
            options={members.map(({ id, name }) => [id, name])}
          />
        ))
      }
    </FormDialog>
  );
};

/** Who take turns with one role at the dates of the series, in the order in which they are ticked. */
const Turns = ({ meeting, roles }: RolesProps) => {
  const { t } = useLingui();
  const names = useRoleNames();
  const { data: members = [] } = useQuery(membersQuery(meeting.community));
  const { rotate } = useRoleSteps(meeting);
  const [role, setRole] = useState<MeetingRole>('notes');
  const [ticked, setTicked] = useState<readonly string[]>();
  const held = roles.find((one) => one.role === role);
  const people = ticked ?? held?.rotation?.people ?? [];
  const tick = (id: string, isIn: boolean) =>
    setTicked(isIn ? [...people, id] : people.filter((one) => one !== id));
  const act = async () => {
    const answer = await rotate(role, held?.rotation?.version ?? 0, people);
    if (answer.ok) setTicked(undefined);
    return answer;
  };
  return (
    <FormDialog
      label={<Trans>Take turns</Trans>}
      title={t`Who take turns`}
      send={t`Save`}
      done={t`It is saved.`}
      act={act}
    >
      {() => (
        <>
          <SelectField
            name="role"
            label={t`Role`}
            value={role}
            onChange={(to) => {
              setRole(to as MeetingRole);
              setTicked(undefined);
            }}
            options={roles.map((one) => [one.role, names[one.role]])}
          />
          <fieldset>
            <legend>
              <Trans>From the next date on they take turns in the order in which you tick them.</Trans>
            </legend>
            {members.map(({ id, name }) => {
              const at = people.indexOf(id);
              return (
                <Choice
                  key={id}
                  label={at < 0 ? name : `${name} · ${at + 1}`}
                  checked={at >= 0}
                  onChange={(isIn) => tick(id, isIn)}
                />
              );
            })}
          </fieldset>
        </>
      )}
    </FormDialog>
  );
};

/** Who leads through the meeting, takes notes and watches the time. */
export const Roles = ({ meeting }: { meeting: Meeting }) => {
  const names = useRoleNames();
  const { plans } = useMeetingRights(meeting);
  const { data: roles = [] } = useQuery(rolesQuery(meeting.id));
  const held = roles.filter(({ person }) => person !== undefined);
  const changes = plans && meeting.status !== 'closed';
  if (held.length === 0 && !changes) return null;
  return (
    <Section id="roles" title={<Trans>Who does what</Trans>}>
      <div className="stack">
        <Rows lie="plain">
          {held.map(({ role, person = '' }) => (
            <Row key={role} title={<Name id={person} />} meta={names[role]} />
          ))}
        </Rows>
        {changes && roles.length > 0 && (
          <Buttons>
            <ByHand meeting={meeting} roles={roles} />
            {meeting.series && <Turns meeting={meeting} roles={roles} />}
          </Buttons>
        )}
      </div>
    </Section>
  );
};
