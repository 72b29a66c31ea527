// Takes the place of element/terminal/style.js in a bundle: two requests less.

import library from '../../lib/xterm.css';
import own from './terminal.css';

export { library, own };
