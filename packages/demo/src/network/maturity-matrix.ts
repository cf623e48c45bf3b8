import { levelTexts } from './maturity-levels.ts';

export const dimensionKeys = [
  'purpose-direction',
  'governance-structure',
  'leadership-facilitation',
  'knowledge-capture',
  'integrity-vitality',
  'learning-improvement',
  'impact-value',
  'sustainability-resilience',
] as const;

export type DimensionKey = (typeof dimensionKeys)[number];
export type Level = 1 | 2 | 3 | 4 | 5;

export interface MaturityMatrix {
  key: string;
  version: number;
  title: string;
  dimensions: { key: DimensionKey; name: string; levels: { level: Level; text: string }[] }[];
  source: string;
}

const names: Record<DimensionKey, string> = {
  'purpose-direction': 'Purpose and direction',
  'governance-structure': 'Governance and structure',
  'leadership-facilitation': 'Leadership and facilitation',
  'knowledge-capture': 'Knowledge capture and reuse',
  'integrity-vitality': 'Integrity and vitality',
  'learning-improvement': 'Learning and improvement',
  'impact-value': 'Impact and value',
  'sustainability-resilience': 'Sustainability and resilience',
};

/** Eight dimensions of a network, each described at five levels from lowest to highest. */
export const maturityMatrix: MaturityMatrix = {
  key: 'network-maturity',
  version: 1,
  title: 'How mature is our network?',
  dimensions: dimensionKeys.map((key) => ({
    key,
    name: names[key],
    levels: levelTexts[key].map((text, index) => ({ level: (index + 1) as Level, text })),
  })),
  source: 'Primary-care community webinar slides, 2018',
};
