/**
 * What rrweb's JSON repeats for every node travels as control characters: JSON has none of its own,
 * and the way out of the page costs by the character. A number after one counts from the document's
 * base of ids.
 */
export const NODE_TOKENS = {
  /** Begins an element, up to its tag name. */
  element: "\b",
  /** Between an element's tag name and its attributes. */
  attributes: "\v",
  /** Begins a text node, up to its text. */
  text: "\t",
  /** Ends what a node is itself: its id, by number or else the one after the last, and its children. */
  id: "\r",
  /** Begins an addition as the last child of a parent, by number, up to the node's members. */
  lastChild: "\f",
};

const TOKENS = /([\b\t\v])|([\r\f])(\d*)/g;

const PLAIN: Record<string, string> = {
  [NODE_TOKENS.element]: `{"type":2,"tagName":"`,
  [NODE_TOKENS.attributes]: `","attributes":{`,
  [NODE_TOKENS.text]: `{"type":3,"textContent":`,
};

/**
 * Puts rrweb's JSON in the place of the tokens.
 *
 * @param idBase - of the document: its own id is one more. The main document's is 0.
 */
export function expandNodeTokens(text: string, idBase: number): string {
  // rrweb's nodes of the main document do not name it.
  const root = idBase === 0 ? "" : `"rootId":${idBase + 1},`;
  let lastId = 0;
  return text.replace(
    TOKENS,
    (_all, plain: string | undefined, counting: string, digits: string) => {
      if (plain !== undefined) return PLAIN[plain] as string;
      if (counting === NODE_TOKENS.lastChild) {
        return `{"parentId":${idBase + Number(digits)},"nextId":null,"node":`;
      }
      lastId = digits === "" ? lastId + 1 : Number(digits);
      return `,${root}"id":${idBase + lastId},"childNodes":[`;
    },
  );
}
