import { showPage } from './show-page.tsx';
import { Popover } from './screens/popover/Popover.tsx';
import './style/tokens.css';
import './style/parts.css';
import './screens/popover/popover.css';

showPage(<Popover />);
