import { isShownSelected } from "./attributes.js";
import type { RecorderConfig } from "./config.js";
import { afterCall, afterSet } from "./disguise.js";
import { type Emit, INPUT, MUTATION, mutationOf } from "./event-parts.js";
import type { Masking } from "./masking.js";
import type { Mirror } from "./mirror.js";
import {
  closest,
  ELEMENT,
  eventType,
  getAttribute,
  getter,
  localName,
  lowerCase,
  nativeQueueMicrotask,
  nativeSetTimeout,
  nodeType,
  quote,
  SafeWeakMap,
} from "./natives.js";
import { targetOf } from "./pointer.js";

const { prototype: input } = HTMLInputElement;
const { prototype: textarea } = HTMLTextAreaElement;
const { prototype: select } = HTMLSelectElement;
const inputValue = getter(input, "value");
const inputChecked = getter(input, "checked");
const textareaValue = getter(textarea, "value");
const selectValue = getter(select, "value");
const selectOptions = getter(select, "options");
const Select = HTMLSelectElement;
const selectedIndex = getter(select, "selectedIndex");
const isMultiple = getter(select, "multiple");
const formElements = getter(HTMLFormElement.prototype, "elements");
const isTrusted = (event: Event) => event.isTrusted;

/** Records what is typed and chosen, by people and by scripts. */
export class Inputs {
  /** What was last recorded of a field: one value makes several events. */
  private readonly last = new SafeWeakMap<Element, string>();

  constructor(
    private readonly config: RecorderConfig,
    private readonly mirror: Mirror,
    private readonly masking: Masking,
    private readonly emit: Emit,
  ) {}

  onEvent(event: Event): void {
    const target = targetOf(event);
    if (!target || nodeType(target) !== ELEMENT) return;
    if (eventType(event) === "input" && this.config.sampling.input === "last") return;
    this.record(target as Element, isTrusted(event));
  }

  /** The values are reset after the event: in the same task, but not always before its microtasks. */
  onReset(event: Event): void {
    const target = targetOf(event);
    if (!target || nodeType(target) !== ELEMENT || localName(target as Element) !== "form") return;
    const recordAll = () => {
      const elements = formElements(target as HTMLFormElement);
      for (let i = 0; i < elements.length; i++) this.record(elements[i] as Element, false);
    };
    nativeQueueMicrotask(recordAll);
    nativeSetTimeout(recordAll, 0);
  }

  /** Records what a field shows now, if it is one that the replay has. */
  record(element: Element, userTriggered: boolean): void {
    const id = this.mirror.idOf(element);
    if (id === -1 || closest(element, ".rr-ignore")) return;
    switch (localName(element)) {
      case "input":
        this.recordInput(element as HTMLInputElement, id, userTriggered);
        break;
      case "textarea":
        this.recordText(element, textareaValue(element as HTMLTextAreaElement), id, userTriggered);
        break;
      case "select":
        if (isMultiple(element as HTMLSelectElement)) this.recordOptions(element);
        else this.recordText(element, selectValue(element as HTMLSelectElement), id, userTriggered);
        break;
      case "option": {
        const owner = closest(element, "select");
        if (owner) this.record(owner, userTriggered);
      }
    }
  }

  /** A snapshot says which option is chosen; where none is, a replay would choose the first. */
  recordUnchosen(id: number): void {
    this.send(id, "", false, false);
  }

  private recordInput(element: HTMLInputElement, id: number, userTriggered: boolean): void {
    const type = lowerCase(getAttribute(element, "type") ?? "");
    if (type !== "checkbox" && type !== "radio") {
      this.recordText(element, inputValue(element), id, userTriggered);
      return;
    }
    // One button of a group changes the others: what was recorded last says nothing.
    this.send(id, inputValue(element), inputChecked(element), userTriggered);
  }

  private recordText(element: Element, value: string, id: number, userTriggered: boolean): void {
    const text = this.masking.fieldValue(element, value);
    if (this.last.get(element) === text) return;
    this.last.set(element, text);
    this.send(id, text, false, userTriggered);
  }

  private send(id: number, text: string, isChecked: boolean, userTriggered: boolean): void {
    const trigger = `"userTriggered":${userTriggered}`;
    this.emit(INPUT, `"text":${quote(text)},"isChecked":${isChecked},${trigger},"id":${id}`);
  }

  /** rrweb's input event has one value: several are told by the options' attributes. */
  private recordOptions(element: Element): void {
    if (this.masking.isFieldMasked(element)) return;
    const options = selectOptions(element as HTMLSelectElement);
    let changes = "";
    for (let i = 0; i < options.length; i++) {
      const option = options[i] as HTMLOptionElement;
      const id = this.mirror.idOf(option);
      const selected = isShownSelected(option, this.masking) ? `""` : "null";
      if (id === -1 || this.last.get(option) === selected) continue;
      this.last.set(option, selected);
      changes += `${changes && ","}{"id":${id},"attributes":{"selected":${selected}}}`;
    }
    if (!changes) return;
    this.emit(MUTATION, mutationOf("", changes, "", ""));
  }
}

/** Whether a select shows none of its options. */
export function isUnchosen(element: Element): boolean {
  return element instanceof Select && selectedIndex(element) === -1;
}

/** Hooks the ways by which scripts set values, which no event tells. */
export function watchInputs(onChange: (element: Element) => void): void {
  const inputSetters = ["value", "checked", "valueAsNumber", "valueAsDate"];
  for (let i = 0; i < inputSetters.length; i++) {
    afterSet(input, inputSetters[i] as string, onChange);
  }
  afterCall(input, "setRangeText", onChange);
  afterCall(input, "stepUp", onChange);
  afterCall(input, "stepDown", onChange);
  afterSet(textarea, "value", onChange);
  afterCall(textarea, "setRangeText", onChange);
  afterSet(select, "value", onChange);
  afterSet(select, "selectedIndex", onChange);
  afterSet(HTMLOptionElement.prototype, "selected", onChange);
}
