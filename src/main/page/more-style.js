// Takes the place of element/blocks/more-style.js in a bundle: a request less.

import css from './more.css';

export { css };
