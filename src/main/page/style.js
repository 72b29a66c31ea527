// Takes the place of element/style.js in a bundle: a request less.

import css from '../yera-app.css';

export { css };
