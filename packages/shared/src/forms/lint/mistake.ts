/** What is wrong with a definition, and where: the id of a field, a section or a red flag. */
export interface Mistake {
  readonly code:
    | 'id_repeated'
    | 'id_shape'
    | 'no_such_field'
    | 'field_comes_later'
    | 'test_does_not_fit'
    | 'not_offered'
    | 'unreachable'
    | 'idle_condition'
    | 'too_complex'
    | 'fact_kind'
    | 'fact_values'
    | 'fact_repeated'
    | 'limits'
    | 'too_long'
    | 'empty'
    | 'wording'
    | 'banned_word'
    | 'support';
  readonly where: string;
  readonly message: string;
}
