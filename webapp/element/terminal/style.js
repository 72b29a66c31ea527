// How a terminal looks. Fetched, so that these are files of styles; a bundle has them inside.

/** @param {string} file */
async function read(file) {
  return (await fetch(new URL(file, import.meta.url))).text();
}

export const [library, own] = await Promise.all(['../../lib/xterm.css', 'terminal.css'].map(read));
