import './page.css';
import './app/desk-app.ts';

document.body.append(document.createElement('desk-app'));
