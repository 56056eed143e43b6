/**
 * What we write of FHIR R4: https://hl7.org/fhir/R4/questionnaire.html and
 * https://hl7.org/fhir/R4/questionnaireresponse.html. No more of it than we use.
 */
export type ItemType =
  | 'group'
  | 'display'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'date'
  | 'string'
  | 'text'
  | 'choice'
  | 'quantity';

interface Coding {
  readonly system?: string;
  readonly code: string;
  readonly display?: string;
}

export interface EnableWhen {
  readonly question: string;
  readonly operator: 'exists' | '=' | '>=' | '<';
  readonly answerBoolean?: boolean;
  readonly answerDecimal?: number;
  readonly answerInteger?: number;
  readonly answerQuantity?: { readonly value: number; readonly unit: string };
  readonly answerCoding?: Coding;
}

export interface Extension {
  readonly url: string;
  readonly valueBoolean?: boolean;
  readonly valueInteger?: number;
  readonly valueDecimal?: number;
  readonly valueCoding?: Coding;
}

export interface QuestionnaireItem {
  readonly linkId: string;
  readonly text?: string;
  readonly type: ItemType;
  readonly enableWhen?: readonly EnableWhen[];
  readonly enableBehavior?: 'all' | 'any';
  readonly required?: boolean;
  readonly repeats?: boolean;
  readonly maxLength?: number;
  readonly answerOption?: readonly {
    readonly valueCoding: Coding;
    readonly extension?: readonly Extension[];
  }[];
  readonly extension?: readonly Extension[];
  readonly item?: readonly QuestionnaireItem[];
}

export interface Questionnaire {
  readonly resourceType: 'Questionnaire';
  readonly url: string;
  readonly version: string;
  readonly name: string;
  readonly title: string;
  readonly status: 'active';
  readonly subjectType: readonly ['Patient'];
  readonly description: string;
  readonly item: readonly QuestionnaireItem[];
}

export interface AnswerValue {
  readonly valueBoolean?: boolean;
  readonly valueDecimal?: number;
  readonly valueInteger?: number;
  readonly valueDate?: string;
  readonly valueString?: string;
  readonly valueCoding?: Coding;
  readonly valueQuantity?: { readonly value: number; readonly unit: string };
}

export interface ResponseItem {
  readonly linkId: string;
  readonly text?: string;
  readonly answer?: readonly AnswerValue[];
  readonly item?: readonly ResponseItem[];
}

export interface QuestionnaireResponse {
  readonly resourceType: 'QuestionnaireResponse';
  /** Canonical address and version of the Questionnaire. */
  readonly questionnaire: string;
  readonly status: 'completed';
  readonly subject?: { readonly reference: string };
  readonly authored: string;
  readonly item: readonly ResponseItem[];
}
