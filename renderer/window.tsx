// Before the screens: a screen's own sheet comes after these and may differ from them.
import './style/tokens.css';
import './style/parts.css';
import './style/forms.css';
import './style/window.css';
import { showPage } from './show-page.tsx';
import { MainWindow } from './screens/MainWindow.tsx';

showPage(<MainWindow />);
