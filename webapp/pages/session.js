// /apps/{app_id} and /sessions/{id}.

import { show } from './show.js';

show();
