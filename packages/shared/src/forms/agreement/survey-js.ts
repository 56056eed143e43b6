/**
 * Our definitions in the language of SurveyJS, for the test that lets both engines judge the same answers. The
 * rules are written anew from what the fields promise, not by calling our own: a mistake is not made twice.
 */
import {
  type Condition,
  type Field,
  type FormDefinition,
  type Option,
  type Test,
  testsOf,
} from '../definition.ts';

type Json = Readonly<Record<string, unknown>>;

/** The whole form: a page for each section. */
export function toSurvey(form: FormDefinition): Json {
  return {
    showCompletePage: false,
    clearInvisibleValues: 'none',
    pages: form.sections.map((section) => ({
      name: `page_${section.id}`,
      ...visibleIf(section.showWhen),
      elements: section.fields.map((field) => ({
        name: field.id,
        title: field.label,
        isRequired: !field.optional,
        ...visibleIf(field.showWhen),
        ...question(field),
      })),
    })),
  };
}

function visibleIf(condition: Condition | undefined): Json {
  if (!condition) return {};
  const { tests, every } = testsOf(condition);
  return { visibleIf: tests.map((test) => `(${expression(test)})`).join(every ? ' and ' : ' or ') };
}

function expression(test: Test): string {
  const name = `{${test.field}}`;
  if ('is' in test) return `${name} = ${typeof test.is === 'string' ? `'${test.is}'` : test.is}`;
  if ('isOneOf' in test) return test.isOneOf.map((value) => `${name} = '${value}'`).join(' or ');
  if ('includes' in test) return `${name} contains '${test.includes}'`;
  if ('includesAnyOf' in test)
    return test.includesAnyOf.map((value) => `${name} contains '${value}'`).join(' or ');
  if ('atLeast' in test) return `${name} notempty and ${name} >= ${test.atLeast}`;
  return 'below' in test ? `${name} notempty and ${name} < ${test.below}` : `${name} notempty`;
}

function question(field: Field): Json {
  switch (field.kind) {
    case 'text':
    case 'long_text':
      return { type: field.kind === 'text' ? 'text' : 'comment', validators: [longest(field.maxLength)] };
    case 'email':
      return { type: 'text', validators: [{ type: 'email' }] };
    case 'phone': {
      const own = field.type === 'mobile' ? '0[45]\\d{8}' : '(0[23478]\\d{8}|1[38]00\\d{6})';
      return { type: 'text', validators: [matches(`^(${own}|\\+\\d{8,15})$`)] };
    }
    case 'date':
      return {
        type: 'text',
        validators: [rule(`realDate({${field.id}}, ${field.partial === true}, '${field.when}')`)],
      };
    case 'number':
      return {
        type: 'text',
        inputType: 'number',
        validators: [
          { type: 'numeric', minValue: field.min, maxValue: field.max },
          rule(`fitsDecimals({${field.id}}, ${field.decimals ?? 0})`),
        ],
      };
    case 'scale':
      return {
        type: 'rating',
        rateMin: field.min,
        rateMax: field.max,
        validators: [{ type: 'numeric', minValue: field.min, maxValue: field.max }],
      };
    case 'choice':
      return {
        type: 'radiogroup',
        choices: items(field.options),
        validators: [oneOf(field.options)],
      };
    case 'choices': {
      const alone = field.options.filter((option) => option.exclusive);
      return {
        type: 'checkbox',
        choices: items(field.options),
        validators: alone.map(({ value }) =>
          rule(`{${field.id}} notcontains '${value}' or {${field.id}.length} = 1`),
        ),
      };
    }
    case 'yes_no':
    case 'consent':
      return { type: 'boolean' };
    case 'signature':
      return { type: 'text', validators: [matches('[A-Za-z]'), longest(120)] };
    case 'rows':
      return {
        type: 'matrixdynamic',
        rowCount: 0,
        columns: field.columns.map((column) => ({
          name: column.id,
          isRequired: !column.optional,
          ...(column.options
            ? { cellType: 'dropdown', choices: items(column.options) }
            : { cellType: 'text', validators: [longest(column.maxLength)] }),
        })),
        validators: [rule(`{${field.id}.length} <= ${field.maxRows}`)],
      };
    default:
      return { type: 'multipletext', items: boxes(field.kind) };
  }
}

/** What each box must look like, from the contracts of the record and the cards. */
function boxes(kind: 'address' | 'medicare' | 'dva' | 'concession' | 'contact'): readonly Json[] {
  const box = (name: string, ...validators: Json[]) => ({ name, isRequired: true, validators });
  const expiry = box('expiry', matches('^20\\d\\d-(0[1-9]|1[012])$'));
  switch (kind) {
    case 'address':
      return [
        box('line1', longest(50)),
        { name: 'line2', validators: [longest(50)] },
        box('suburb', longest(60)),
        box('state', matches('^(ACT|NSW|NT|QLD|SA|TAS|VIC|WA)$')),
        box('postcode', matches('^\\d\\d\\d\\d$')),
      ];
    case 'medicare':
      return [box('number', rule('medicareDigits({self})')), box('irn', matches('^[1-9]$')), expiry];
    case 'dva':
      return [box('number', longest(20)), box('colour', matches('^(gold|white|orange)$'))];
    case 'concession':
      return [
        box('type', matches('^(pension|health_care|seniors_health)$')),
        box('number', longest(20)),
        expiry,
      ];
    case 'contact':
      return [
        box('name', longest(100)),
        box(
          'relationship',
          matches('^(partner|husband|wife|mother|father|daughter|son|sister|brother|friend|other)$'),
        ),
        box('phone', matches('^(0[23478]\\d{8}|1[38]00\\d{6}|\\+\\d{8,15})$')),
      ];
  }
}

const longest = (maxLength: number): Json => ({ type: 'text', maxLength });
const matches = (regex: string): Json => ({ type: 'regex', regex });
const rule = (text: string): Json => ({ type: 'expression', expression: text });
const items = (options: readonly Option[]) => options.map(({ value, label }) => ({ value, text: label }));
const oneOf = (options: readonly Option[]) => matches(`^(${options.map(({ value }) => value).join('|')})$`);

/** The functions that the expressions above call. Nothing to judge is no fault: required is judged elsewhere. */
export const surveyFunctions: Readonly<
  Record<string, (today: string) => (given: readonly unknown[]) => boolean>
> = {
  fitsDecimals:
    () =>
    ([value, decimals]) =>
      typeof value !== 'number' ||
      Math.abs(value * 10 ** Number(decimals) - Math.round(value * 10 ** Number(decimals))) < 1e-7,
  realDate:
    (today) =>
    ([value, partial, when]) => {
      // SurveyJS hands on "1980" as a number.
      const written = String(value ?? '');
      if (written === '') return true;
      const pieces = written.split('-').map(Number);
      const [year = 0, month = 1, day = 1] = pieces;
      if (pieces.length > 3 || (pieces.length < 3 && partial !== true)) return false;
      const made = new Date(Date.UTC(year, month - 1, day));
      const real =
        made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
      const now = today.split('-').map(Number);
      const past = [year, month, day].slice(0, pieces.length);
      const order =
        past.map((piece, at) => Math.sign(piece - (now[at] ?? 0))).find((sign) => sign !== 0) ?? 0;
      return real && year >= 1900 && !(when === 'past' && order > 0) && !(when === 'future' && order < 0);
    },
  medicareDigits:
    () =>
    ([value]) => {
      const written = String(value ?? '');
      if (written === '') return true;
      const digits = [...written].map(Number);
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, check] = digits;
      const sum = a + e + 3 * (b + f) + 7 * (c + g) + 9 * (d + h);
      return digits.length === 10 && a >= 2 && a <= 6 && sum % 10 === check;
    },
};
