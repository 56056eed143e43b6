import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';

/** CSS properties with their values, such as `{ 'inset-block-start': '12px' }`. */
type Place = Readonly<Record<string, string>>;

class PlacedAt extends Directive {
  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new Error('placedAt belongs in the tag of an element');
  }

  render(_place: Place): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [place]: [Place]): typeof noChange {
    for (const [name, value] of Object.entries(place)) {
      (element as HTMLElement).style.setProperty(name, value);
    }
    return noChange;
  }
}

/**
 * Places an element by computed CSS. Lit's `styleMap` writes a `style` attribute at first, which the strict policy of the
 * page refuses.
 */
export const placedAt = directive(PlacedAt);
