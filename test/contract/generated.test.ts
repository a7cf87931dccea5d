// The tests are in these files, one for each resource. They run as one suite, since each loads n8n.
import './generated/action';
import './generated/communication';
import './generated/configuration';
import './generated/conversation';
import './generated/participant';

// Hundreds of runs each, on machines that may be busy.
jest.setTimeout(60_000);
