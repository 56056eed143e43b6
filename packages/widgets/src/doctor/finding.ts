/** One thing that the doctor found on a page. */
export interface Finding {
  /** What kind of thing it is; one name for each rule. */
  readonly rule: Rule;
  /** Where: an element or a line of the page, as its author wrote it. */
  readonly place: string;
  /** What is wrong, as a sentence. */
  readonly what: string;
  /** What to do, as a sentence; empty where the first one says it. */
  readonly remedy: string;
}

export type Rule =
  | 'no_script'
  | 'script_twice'
  | 'no_module'
  | 'old_script'
  | 'blocked'
  | 'site_not_listed'
  | 'no_element'
  | 'misspelt'
  | 'self_closed'
  | 'attribute'
  | 'no_fallback'
  | 'language'
  | 'narrow'
  | 'cut_off'
  | 'contrast';
