import type { InLanguages } from '@skein/prints';

/** The words of the minutes and of the agenda on paper. */
interface MeetingWords {
  readonly minutes: string;
  readonly agenda: string;
  readonly agendaForHost: string;
  readonly draftUntil: (day: string) => string;
  readonly approvedOn: (day: string) => string;
  readonly present: string;
  readonly apologies: string;
  readonly goesOn: string;
  readonly notReached: string;
  readonly notes: string;
  readonly decisions: string;
  readonly steps: string;
  readonly step: string;
  readonly who: string;
  readonly by: string;
  readonly cases: string;
  readonly broughtBy: (name: string) => string;
  readonly amendments: string;
  readonly left: string;
  readonly reading: string;
  readonly duration: (minutes: number) => string;
  readonly comes: (count: number) => string;
  readonly maybe: (count: number) => string;
  readonly nobodyYet: string;
  readonly fromBefore: string;
  readonly forHost: string;
  readonly andMore: (count: number) => string;
}

export const meetingWords: InLanguages<MeetingWords> = {
  en: {
    minutes: 'Minutes',
    agenda: 'Agenda',
    agendaForHost: 'Agenda for who runs the meeting',
    draftUntil: (day) => `A draft, to be amended until ${day}.`,
    approvedOn: (day) => `Approved on ${day}.`,
    present: 'Present',
    apologies: 'Could not come',
    goesOn: 'goes on to the next date',
    notReached: 'not reached',
    notes: 'Notes',
    decisions: 'Decisions',
    steps: 'Next steps',
    step: 'Step',
    who: 'Who',
    by: 'By',
    cases: 'Learning cases',
    broughtBy: (name) => `brought by ${name}`,
    amendments: 'Amendments',
    left: 'Somebody who has left',
    reading: 'To read before',
    duration: (minutes) => `${minutes} min`,
    comes: (count) => `Who comes (${count})`,
    maybe: (count) => `Who may come (${count})`,
    nobodyYet: 'Nobody has answered yet.',
    fromBefore: 'from the meeting before',
    forHost: 'For who runs the meeting: not to be handed round.',
    andMore: (count) => `and ${count} more`,
  },
  sv: {
    minutes: 'Protokoll',
    agenda: 'Dagordning',
    agendaForHost: 'Dagordning för den som leder mötet',
    draftUntil: (day) => `Ett utkast som kan ändras till och med ${day}.`,
    approvedOn: (day) => `Godkänt ${day}.`,
    present: 'Närvarande',
    apologies: 'Kunde inte komma',
    goesOn: 'går vidare till nästa möte',
    notReached: 'hanns inte med',
    notes: 'Anteckningar',
    decisions: 'Beslut',
    steps: 'Nästa steg',
    step: 'Steg',
    who: 'Vem',
    by: 'Senast',
    cases: 'Lärandefall',
    broughtBy: (name) => `från ${name}`,
    amendments: 'Ändringar',
    left: 'Någon som har lämnat',
    reading: 'Att läsa före mötet',
    duration: (minutes) => `${minutes} min`,
    comes: (count) => `Kommer (${count})`,
    maybe: (count) => `Kommer kanske (${count})`,
    nobodyYet: 'Ingen har svarat än.',
    fromBefore: 'från förra mötet',
    forHost: 'För den som leder mötet, inte att dela ut.',
    andMore: (count) => `och ${count} till`,
  },
  fr: {
    minutes: 'Compte rendu',
    agenda: 'Ordre du jour',
    agendaForHost: 'Ordre du jour pour qui anime la réunion',
    draftUntil: (day) => `Projet, à modifier jusqu’au ${day}.`,
    approvedOn: (day) => `Approuvé le ${day}.`,
    present: 'Présents',
    apologies: 'Excusés',
    goesOn: 'reporté à la prochaine date',
    notReached: 'non abordé',
    notes: 'Notes',
    decisions: 'Décisions',
    steps: 'Prochaines étapes',
    step: 'Étape',
    who: 'Qui',
    by: 'Échéance',
    cases: 'Cas d’apprentissage',
    broughtBy: (name) => `apporté par ${name}`,
    amendments: 'Modifications',
    left: 'Une personne qui est partie',
    reading: 'À lire avant',
    duration: (minutes) => `${minutes} min`,
    comes: (count) => `Viennent (${count})`,
    maybe: (count) => `Viendront peut-être (${count})`,
    nobodyYet: 'Personne n’a encore répondu.',
    fromBefore: 'de la réunion précédente',
    forHost: 'Pour qui anime la réunion : à ne pas distribuer.',
    andMore: (count) => `et ${count} de plus`,
  },
};
