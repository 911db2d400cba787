import { expect, test } from "vitest";
import { withFirst } from "./first-piece.js";

/** Numbers, and whether somebody still wants more of them. */
function counting(count: number) {
  const state = { isOpen: true };
  async function* numbers(): AsyncGenerator<number, void, undefined> {
    try {
      for (let i = 0; i < count; i++) yield i;
    } finally {
      state.isOpen = false;
    }
  }
  return { state, numbers: numbers() };
}

test.each([0, 1, 3])("gives all of %i, the first one too", async (count) => {
  const found: number[] = [];
  for await (const number of await withFirst(counting(count).numbers)) found.push(number);
  expect(found).toEqual([0, 1, 2].slice(0, count));
});

test("fails at once where there is no first one", async () => {
  async function* failing(): AsyncGenerator<number, void, undefined> {
    throw new Error("nothing there");
    // biome-ignore lint/correctness/noUnreachable: a generator yields.
    yield 1;
  }
  await expect(withFirst(failing())).rejects.toThrow("nothing there");
});

test("ends its source when it is closed, though nobody has read", async () => {
  const { state, numbers } = counting(3);
  const begun = await withFirst(numbers);
  expect(state.isOpen).toBe(true);
  await begun.close();
  expect(state.isOpen).toBe(false);
  await begun.close();
});
