import type { ReportFigure, ReportPart } from '@skein/contracts';
import type { InLanguages } from '@skein/prints';

interface ReportWords {
  readonly report: string;
  readonly title: (quarter: string, year: string) => string;
  readonly span: (from: string, until: string) => string;
  readonly running: string;
  readonly missing: string;
  readonly figure: string;
  readonly now: string;
  readonly before: string;
  readonly picture: (figures: string) => string;
  readonly counted: (figure: string, now: number, before: number) => string;
  readonly parts: Readonly<Record<ReportPart, string>>;
  readonly figures: Readonly<Record<ReportFigure, string>>;
}

export const reportWords: InLanguages<ReportWords> = {
  en: {
    report: 'Quarterly report',
    title: (quarter, year) => `Quarterly report, ${quarter} ${year}`,
    span: (from, until) => `${from} to ${until}, beside the quarter before`,
    running: 'The quarter is not over yet.',
    missing: 'Not all figures could be had when this was printed.',
    figure: 'What',
    now: 'This quarter',
    before: 'The one before',
    picture: (figures) => `A bar each, the quarter before beneath: ${figures}`,
    counted: (figure, now, before) => `${figure} ${now}, before ${before}`,
    parts: {
      meetings: 'Meetings',
      people: 'People',
      work: 'Work',
      learning: 'Learning',
      library: 'Library',
      bridging: 'Bridging',
    },
    figures: {
      'meetings-held': 'Meetings held',
      'communities-met': 'Communities that met',
      attendances: 'Attendances',
      'new-members': 'New members',
      'new-belongings': 'Joined a community',
      'steps-done': 'Steps done',
      decisions: 'Decisions',
      'cases-told': 'Cases told',
      'cases-fed-back': 'Cases fed back after something was tried',
      'resources-added': 'Added to the library',
      'joint-meetings': 'Meetings of several communities',
      introductions: 'Introductions made',
    },
  },
  sv: {
    report: 'Kvartalsrapport',
    title: (quarter, year) => `Kvartalsrapport, ${quarter} ${year}`,
    span: (from, until) => `${from} till ${until}, bredvid kvartalet före`,
    running: 'Kvartalet är inte slut än.',
    missing: 'Alla siffror gick inte att få när detta skrevs ut.',
    figure: 'Vad',
    now: 'Detta kvartal',
    before: 'Kvartalet före',
    picture: (figures) => `En stapel för varje, med kvartalet före under: ${figures}`,
    counted: (figure, now, before) => `${figure} ${now}, före det ${before}`,
    parts: {
      meetings: 'Möten',
      people: 'Människor',
      work: 'Arbete',
      learning: 'Lärande',
      library: 'Bibliotek',
      bridging: 'Broar',
    },
    figures: {
      'meetings-held': 'Möten som hölls',
      'communities-met': 'Gemenskaper som möttes',
      attendances: 'Närvaror',
      'new-members': 'Nya medlemmar',
      'new-belongings': 'Gick med i en gemenskap',
      'steps-done': 'Steg som blev klara',
      decisions: 'Beslut',
      'cases-told': 'Fall som berättades',
      'cases-fed-back': 'Fall med återkoppling på vad som prövades',
      'resources-added': 'Nytt i biblioteket',
      'joint-meetings': 'Möten med flera gemenskaper',
      introductions: 'Introduktioner',
    },
  },
  fr: {
    report: 'Rapport trimestriel',
    title: (quarter, year) => `Rapport trimestriel, ${quarter} ${year}`,
    span: (from, until) => `Du ${from} au ${until}, à côté du trimestre précédent`,
    running: 'Le trimestre n’est pas encore terminé.',
    missing: 'Tous les chiffres n’étaient pas disponibles à l’impression.',
    figure: 'Quoi',
    now: 'Ce trimestre',
    before: 'Le précédent',
    picture: (figures) => `Une barre chacun, le trimestre précédent dessous : ${figures}`,
    counted: (figure, now, before) => `${figure} ${now}, avant ${before}`,
    parts: {
      meetings: 'Réunions',
      people: 'Personnes',
      work: 'Travail',
      learning: 'Apprentissage',
      library: 'Bibliothèque',
      bridging: 'Ponts',
    },
    figures: {
      'meetings-held': 'Réunions tenues',
      'communities-met': 'Communautés réunies',
      attendances: 'Présences',
      'new-members': 'Nouveaux membres',
      'new-belongings': 'Arrivées dans une communauté',
      'steps-done': 'Étapes terminées',
      decisions: 'Décisions',
      'cases-told': 'Cas racontés',
      'cases-fed-back': 'Cas avec retour sur ce qui a été essayé',
      'resources-added': 'Ajouts à la bibliothèque',
      'joint-meetings': 'Réunions de plusieurs communautés',
      introductions: 'Mises en relation',
    },
  },
};
