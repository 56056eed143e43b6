/**
 * The document's structure for screen readers: sections, headings, lists of questions and answers, tables. An element
 * is named by its type and a key, `LI#phq1`; the same name on a later page continues the element.
 */
export class StructureTree {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #root: PDFKit.PDFStructureElement;
  readonly #elements = new Map<string, PDFKit.PDFStructureElement>();
  #unnamed = 0;

  constructor(pdf: PDFKit.PDFDocument) {
    this.#pdf = pdf;
    this.#root = pdf.struct('Document');
    pdf.addStructure(this.#root);
  }

  /** The output of `draw` becomes the content of the last element of the path. */
  mark(path: readonly string[], draw: () => void): void {
    const element = this.#find(path);
    const content = this.#pdf.markStructureContent(typeOf(path.at(-1) ?? 'P'));
    draw();
    this.#pdf.endMarkedContent();
    element.add(content);
  }

  end(): void {
    this.#root.end();
  }

  #find(path: readonly string[]): PDFKit.PDFStructureElement {
    let parent = this.#root;
    for (const at of path.keys()) {
      const name = path.slice(0, at + 1).join(' ');
      const step = path[at] ?? 'P';
      const isText = step === 'P';
      const key = isText ? `${name} ${this.#unnamed++}` : name;
      let element = this.#elements.get(key);
      if (!element) {
        const type = typeOf(step);
        element = this.#pdf.struct(type, optionsOf(type));
        parent.add(element);
        this.#elements.set(key, element);
      }
      parent = element;
    }
    return parent;
  }
}

/** The scope of a table head, which PDF/UA requires. The library supports the option, but its types lack it. */
function optionsOf(type: string): Parameters<PDFKit.PDFDocument['struct']>[1] {
  const scope: object = { scope: 'Column' };
  return type === 'TH' ? scope : {};
}

function typeOf(step: string): string {
  return step.split('#')[0] ?? step;
}
