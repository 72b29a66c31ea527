// What keeps a chart's specification in its chart. This stands in one file with Vega and its interpreter.

/**
 * What an expression may know: data, marks and events, but nothing of the page around, nor of the library's inside.
 * A library's function can write into what it gets, so none gets these either.
 */
function harmless(value, type) {
  if (typeof value === 'function') {
    return type === 'MemberExpression' ? undefined : value;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const isPrototype = Object.hasOwn(value, 'constructor') && value.constructor?.prototype === value;
  return isPrototype || value instanceof EventTarget || value instanceof vega.Dataflow ? undefined : value;
}

/** A colour or a pointer that a browser has itself: others are loaded from somewhere. */
function ownOf(style) {
  return /url|src|image|["'\\]/i.test(style) ? '' : style;
}
