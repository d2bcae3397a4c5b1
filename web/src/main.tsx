/** Starts the pages: the style sheet of nhsuk-frontend first, then ours, then the application. */
import { createRoot } from 'react-dom/client';
import 'nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css';
import './styles/colours.css';
import './styles/page.css';
import './styles/forms.css';
import './styles/start.css';
import './styles/top.css';
import './styles/urgent.css';
import './styles/resuscitation.css';
import './styles/plan.css';
import './styles/emergency.css';
import './styles/print.css';
import { App } from './App';

const place = document.getElementById('page');
if (place === null) throw new Error('index.html has no element with the id "page".');
createRoot(place).render(<App />);
