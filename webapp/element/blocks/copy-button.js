// Puts a text into the clipboard, and says whether it could.

import { h } from '../dom.js';
import { words } from './more-texts.js';

const SHOWN_MS = 2_000;

/**
 * @param {() => string} text asked for when it is pressed
 * @param {string} [label]
 */
export function copyButton(text, label = words.copy) {
  const button = h('button', { type: 'button', class: 'quiet', part: 'copy', onclick: () => void copy() }, label);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = words.copied;
    } catch {
      button.textContent = words.notCopied;
    }
    setTimeout(() => (button.textContent = label), SHOWN_MS);
  };
  return button;
}
