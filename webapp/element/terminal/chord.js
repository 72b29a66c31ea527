// Keys by name: `Control+c`, `Control+Shift+C`, `ArrowUp`.

/** @param {KeyboardEvent} e */
export function chordOf(e) {
  const held = [e.ctrlKey && 'Control', e.altKey && 'Alt', e.metaKey && 'Meta', e.shiftKey && (e.ctrlKey || e.key.length > 1) && 'Shift'];
  return [...held.filter(Boolean), e.isComposing ? 'Compose' : '', e.key].filter(Boolean).join('+');
}
