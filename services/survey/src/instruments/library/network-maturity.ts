import type { Draft } from './draft.ts';

/** Each dimension with its levels from one to five; written for this project, after the meaning of the published matrix. */
const rows = [
  {
    key: 'purpose-direction',
    label: 'Purpose and direction',
    levels: [
      'Nobody has said what the network is for; it reacts to whatever comes up.',
      'Ideas about the aim are around, but they differ and nothing is planned.',
      'A written charter says why and for whom; most members could repeat it, and there is a plan for a year.',
      'Members choose activities by the charter, and partners outside know what the network stands for.',
      'Everyone pulls towards the same aims, reaches them, and grows into new fields without losing focus.',
    ],
  },
  {
    key: 'governance-structure',
    label: 'Governance and structure',
    levels: [
      'It is unclear who belongs, who decides and what taking part involves.',
      'Many of the right people are in, with gaps; only the leader has a role.',
      'Key groups are present, members know what is expected, and decisions have an agreed home.',
      'Roles are shared out, joining and leaving are looked after, and quiet members are asked why.',
      'Everyone concerned is represented, rules are light and work well, and roles pass on smoothly.',
    ],
  },
  {
    key: 'leadership-facilitation',
    label: 'Leadership and facilitation',
    levels: [
      'The network drifts; a few volunteers keep it afloat.',
      'Somebody leads or facilitates, without time set aside for it.',
      'A known leader has time and tasks, and some members help to run things.',
      'Several people facilitate, train for it, and invite others to take the lead in what they know.',
      'Leading is shared among many who have the time and the craft, and new leaders come forward.',
    ],
  },
  {
    key: 'knowledge-capture',
    label: 'Knowledge capture and reuse',
    levels: [
      'What people know stays in their heads and mailboxes.',
      'Documents are stored somewhere; few find them again.',
      'Meetings leave notes, a library exists, and somebody tidies it.',
      'Members add to the library unasked, and there are examples of others having used it.',
      'Harvesting is a habit: guides and lessons are kept fresh, and people outside rely on them.',
    ],
  },
  {
    key: 'integrity-vitality',
    label: 'Integrity and vitality',
    levels: [
      'Members hardly know one another, and questions stay unanswered.',
      'A small circle talks; the others listen or stay away.',
      'Many contribute, at meetings and online, and most questions get a reply.',
      'People speak openly, disagree with respect, and offer help before they are asked.',
      'Trust is deep enough for hard subjects; energy is high, and promises to one another are kept.',
    ],
  },
  {
    key: 'learning-improvement',
    label: 'Learning and improvement',
    levels: [
      'There is no time to look back.',
      'Now and then somebody asks how it went, and little follows.',
      'Members tell of successes and ask for help, and events are evaluated.',
      'Failures are discussed too, and what was learnt changes the next activity.',
      'Reviews, peer visits and measures run all year; the network improves itself and shows how.',
    ],
  },
  {
    key: 'impact-value',
    label: 'Impact and value',
    levels: [
      'Nobody could say what difference the network makes.',
      'Members like it, but effects are only guessed.',
      'Members agree on what it is worth, and some cases show effects on patients.',
      'Effects are gathered regularly, and sponsors quote them.',
      'Results are widely recognised, members are proud of them, and decision makers seek the network out.',
    ],
  },
  {
    key: 'sustainability-resilience',
    label: 'Sustainability and resilience',
    levels: [
      'If one person left, the network would end.',
      'It lives from month to month on good will or a short grant.',
      'Membership grows where it should, and money for the coming year is being talked about.',
      'Several sources of support are in place, and key roles have a deputy.',
      'It renews its members, leaders and funds by plan, and would survive the loss of any of them.',
    ],
  },
];

export const networkMaturity: Draft = {
  key: 'network-maturity',
  version: 1,
  purpose: 'Where a network stands in eight dimensions, rated by several people, and again a year later',
  content: {
    title: 'How mature is our network?',
    introduction: 'For each dimension, choose the level that describes the network best as it is today.',
    source: 'Primary-care community webinar slides, 2018',
    questions: [
      { kind: 'levels-matrix', key: 'maturity', text: 'Where are we now?', required: true, rows },
      { kind: 'text', key: 'reasons', text: 'What made you rate it so? An example helps.' },
    ],
  },
};
