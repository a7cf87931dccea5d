import { serve } from './child';
import { startService } from './service';

serve(startService());
