import { msg } from '@lingui/core/macro';
import {
  BookOpenText,
  CalendarDays,
  ClipboardList,
  Gavel,
  Home,
  LibraryBig,
  Mail,
  Table2,
  User,
  Users,
} from 'lucide-react';
import { useWaiting } from '../deciding/queries.ts';
import { useRoles } from '../session/queries.ts';

const home = { to: '/', label: msg`Home`, icon: Home } as const;
const communities = { to: '/communities', label: msg`Communities`, icon: Users } as const;
const calendar = { to: '/calendar', label: msg`Calendar`, icon: CalendarDays } as const;
const surveys = { to: '/surveys', label: msg`Surveys and votes`, icon: ClipboardList } as const;
const letters = { to: '/letters', label: msg`Letters`, icon: Mail } as const;
const people = { to: '/people', label: msg`People`, icon: User } as const;
const library = { to: '/library', label: msg`Library`, icon: LibraryBig } as const;
const maturity = { to: '/maturity', label: msg`Maturity`, icon: Table2 } as const;
const stateOfPlay = { to: '/state-of-play', label: msg`State of play`, icon: BookOpenText } as const;
const deciding = { to: '/to-decide', label: msg`To decide`, icon: Gavel } as const;

/** Where one can go from everywhere: each only what they may see. */
export const useNavigation = () => {
  const { actor, decides } = useRoles();
  const { count } = useWaiting();
  return [
    ...[home, calendar, communities],
    ...(actor ? [people, library, surveys] : []),
    letters,
    ...(actor ? [maturity] : []),
    ...(decides ? [stateOfPlay, { ...deciding, count }] : []),
  ];
};
