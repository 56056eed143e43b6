import '../page.css';
import './embed-builder.ts';
