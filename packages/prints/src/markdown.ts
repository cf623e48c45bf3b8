import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Block, Words } from './document.ts';

const isSafe = (address: string): boolean => /^(?:https?:|mailto:)/i.test(address);

type Style = Omit<Words, 'text'>;

const wordsOf = (nodes: readonly Nodes[], style: Style = {}): Words[] =>
  nodes.flatMap((node): Words[] => {
    switch (node.type) {
      case 'text':
      case 'html':
        return [{ ...style, text: node.value }];
      case 'inlineCode':
        return [{ ...style, code: true, text: node.value }];
      case 'emphasis':
        return wordsOf(node.children, { ...style, italic: true });
      case 'strong':
        return wordsOf(node.children, { ...style, bold: true });
      case 'link':
        return wordsOf(node.children, { ...style, ...(isSafe(node.url) && { link: node.url }) });
      case 'image':
        return node.alt ? [{ ...style, text: node.alt }] : [];
      case 'break':
        return [{ ...style, text: '\n' }];
      default:
        return 'children' in node ? wordsOf(node.children, style) : [];
    }
  });

const bold = (of: readonly Words[]): Block => ({
  kind: 'paragraph',
  of: of.map((words) => ({ ...words, bold: true })),
});

/** What a piece of Markdown is in a document. A heading stands as bold words: the document has headings of its own. */
const blocksOf = (nodes: readonly Nodes[]): Block[] =>
  nodes.flatMap((node): Block[] => {
    switch (node.type) {
      case 'paragraph':
        return [{ kind: 'paragraph', of: wordsOf(node.children) }];
      case 'heading':
        return [bold(wordsOf(node.children))];
      case 'html':
        return [{ kind: 'paragraph', of: [{ text: node.value }] }];
      case 'code':
        return [{ kind: 'code', text: node.value }];
      case 'list':
        return [
          {
            kind: 'list',
            ordered: node.ordered === true,
            start: node.start ?? 1,
            items: node.children.map(({ children }) => blocksOf(children)),
          },
        ];
      case 'blockquote':
        return [{ kind: 'quote', of: blocksOf(node.children) }];
      case 'thematicBreak':
        return [{ kind: 'rule' }];
      default:
        return 'children' in node ? blocksOf(node.children) : [];
    }
  });

/** The depth below which a text is taken as it was typed: nobody writes so, and drawing it would go as deep. */
const deepest = 20;

const depthOf = (node: Nodes): number =>
  'children' in node ? 1 + Math.max(0, ...node.children.map(depthOf)) : 1;

/** What people wrote in Markdown as pieces of a document; what is HTML in it stays the text that it is. */
export const fromWritten = (text: string): Block[] => {
  const tree: Root = fromMarkdown(text);
  return depthOf(tree) > deepest ? [{ kind: 'code', text }] : blocksOf(tree.children);
};
