// How these blocks look. Fetched, so that it is a file of styles; a bundle has it inside.

export const css = await (await fetch(new URL('more.css', import.meta.url))).text();
