// Parameters of an app that an element has as attributes: `param-<name>`, without capitals.

const PREFIX = 'param-';

/**
 * @param {Element} element
 * @param {import('./types.js').Parameter[]} params those of the app, as far as they are known
 * @returns {Record<string, any>}
 */
export function fromAttributes(element, params) {
  /** @type {[string, any][]} */
  const given = [];
  for (const { name, value } of element.attributes) {
    if (name.startsWith(PREFIX)) {
      const plain = name.slice(PREFIX.length).replace(/-/g, '_');
      const same = params.find((p) => p.name.toLowerCase().replace(/-/g, '_') === plain);
      given.push([same?.name ?? plain, same?.type.startsWith('list[') ? value.split(',').map((each) => each.trim()) : value]);
    }
  }
  return Object.fromEntries(given);
}
