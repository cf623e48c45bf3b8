import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { Fragment, type ReactNode } from 'react';

const isSafe = (address: string): boolean => /^(?:https?:|mailto:)/i.test(address);

const headings = ['h4', 'h4', 'h5', 'h6', 'h6', 'h6'] as const;

const childrenOf = (node: Nodes): ReactNode =>
  'children' in node
    ? node.children.map((child, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name
        <Fragment key={place}>{shown(child)}</Fragment>
      ))
    : null;

/** Each kind of piece as an element of ours; what is HTML in it is shown as the text that it is, what is unknown by what is in it. */
const shown = (node: Nodes): ReactNode => {
  switch (node.type) {
    case 'text':
    case 'html':
      return node.value;
    case 'paragraph':
      return <p>{childrenOf(node)}</p>;
    case 'heading': {
      const Heading = headings[node.depth - 1] ?? 'h6';
      return <Heading>{childrenOf(node)}</Heading>;
    }
    case 'emphasis':
      return <em>{childrenOf(node)}</em>;
    case 'strong':
      return <strong>{childrenOf(node)}</strong>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    case 'list':
      return node.ordered ? <ol>{childrenOf(node)}</ol> : <ul>{childrenOf(node)}</ul>;
    case 'listItem':
      return <li>{childrenOf(node)}</li>;
    case 'blockquote':
      return <blockquote>{childrenOf(node)}</blockquote>;
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr />;
    case 'link':
      return isSafe(node.url) ? (
        <a href={node.url} rel="noreferrer">
          {childrenOf(node)}
        </a>
      ) : (
        childrenOf(node)
      );
    case 'image':
      return node.alt;
    default:
      return childrenOf(node);
  }
};

/** What somebody wrote in Markdown, made of our own elements alone, so that nothing in it can do anything. */
export const Markdown = ({ text }: { text: string }) => (
  <div className="stack stack--tight">{childrenOf(fromMarkdown(text))}</div>
);
