import { describe, expect, it } from 'vitest';
import { html } from './markup.ts';

const hostile = `<script>alert(1)</script>"'&\u0000\u001b\u202e\u2066\ud800`;
const harmless = '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\ufffd\ufffd\ufffd\ufffd\ufffd';

describe('markup', () => {
  it('escapes every text, in an element and in an attribute, and shows what deceives', () => {
    expect(html`<p title="${hostile}">${hostile}</p>`.source).toBe(`<p title="${harmless}">${harmless}</p>`);
  });

  it('takes markup of its own as it is, lists in turn, and leaves out what is not there', () => {
    const items = ['<a>', '<b>'].map((text) => html`<li>${text}</li>`);
    expect(html`${items}${undefined}${false}${0}`.source).toBe('<li>&lt;a&gt;</li><li>&lt;b&gt;</li>0');
  });

  it('keeps line ends and tabs, which belong to texts of several lines', () => {
    expect(html`${'one\n\ttwo'}`.source).toBe('one\n\ttwo');
  });
});
