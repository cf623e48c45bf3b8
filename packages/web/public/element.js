/**
 * Makes an element; text is text, never markup.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
export const element = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
};

/**
 * The place on the page with this id.
 * @param {string} id
 */
export const place = (id) => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
};

/**
 * Calls the API; a refusal is thrown as an error with the problem's own words.
 * @param {string} path
 * @param {RequestInit} [options]
 */
export const api = async (path, options) => {
  const response = await fetch(`/api/v1${path}`, options);
  const body = response.status === 204 ? undefined : await response.json();
  if (!response.ok) throw Object.assign(new Error(body.detail), { problem: body });
  return body;
};

/**
 * The options of a call that sends this as JSON; of one that sends nothing, where there is nothing.
 * @param {unknown} [body]
 * @param {{ method?: string, headers?: Record<string, string> }} [options]
 * @returns {RequestInit}
 */
export const json = (body, { method = 'POST', headers = {} } = {}) =>
  body === undefined
    ? { method, headers }
    : { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };

/**
 * All items of a listing.
 * @param {string} path with a query
 * @returns {Promise<any[]>}
 */
export const list = async (path) => {
  const items = [];
  for (let after = ''; ; ) {
    const page = await api(`${path}${path.includes('?') ? '&' : '?'}limit=200${after}`);
    items.push(...page.items);
    if (!page.next) return items;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
};
