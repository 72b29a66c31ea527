// The texts of a terminal, for review and translation.

export const words = {
  terminal: 'Terminal',
  terminalKeys: 'Terminal. Keys go to the program, Tab too; Control Shift M lets Tab leave it.',
  keysHint: 'Keys go to the program, Tab too. Ctrl+Shift+M: Tab leaves the terminal.',
  tabLeaves: 'Tab leaves the terminal. Ctrl+Shift+M: Tab goes to the program.',
  typingHidden: 'What you type is not shown.',
  typeLine: 'Line for the program',
  stopProgram: 'Stop',
  stopProgramHint: 'Interrupts the program (Ctrl+C)',
  copyOutput: 'Copy',
  copyHint: 'Copies what is selected, or everything (Ctrl+Shift+C)',
  copied: 'Copied',
  notCopied: 'The browser does not allow it.',
  findOutput: 'Search',
  findHint: 'Searches the output (Ctrl+Shift+F)',
  findLabel: 'Search the output',
  found: (/** @type {number} */ which, /** @type {number} */ of) => (of === 0 ? 'Nothing found' : `${which} of ${of}`),
  lookingOnTerminal: 'You are looking on.',
  retrying: (/** @type {string} */ why) => `Not sent yet. ${why} It is tried again.`,
};
