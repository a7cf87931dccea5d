// The tests of each kind of field are in a file of its own. They run as one suite, since each loads n8n.
import './fields/asJson';
import './fields/boolean';
import './fields/collection';
import './fields/dateTime';
import './fields/fixedCollection';
import './fields/json';
import './fields/number';
import './fields/options';
import './fields/relativeDateTime';
import './fields/required';
import './fields/resourceLocator';
import './fields/string';
import './fields/url';
