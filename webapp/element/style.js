// How the element looks. Fetched, so that it is a file of styles; a bundle has it inside.

import { HOME } from './home.js';

export const css = await (await fetch(new URL('yera-app.css', HOME))).text();
