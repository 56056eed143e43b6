import widgets from '../widgets/eslint.config.mjs';

/** The rules of the widgets, over the templates of the desk. */
export default widgets;
