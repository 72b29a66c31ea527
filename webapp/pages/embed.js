// /embed/apps/{app_id} and /embed/sessions/{id}: the same for a frame.

import { framed } from './framed.js';
import { show } from './show.js';

show(framed);
