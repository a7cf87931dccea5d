import { serve } from './child';
import { createRunner } from './runner';

serve(createRunner({ from: 'dist' }));
