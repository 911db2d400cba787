import { expect, test } from "vitest";
import { Slots } from "./slots.js";

test("gives as many as there are, then one for each that comes back, in order", async () => {
  const slots = new Slots(2, 2, 60_000);
  await Promise.all([slots.take(), slots.take()]);
  expect(slots.free).toBe(0);
  const order: string[] = [];
  const waiting = [
    slots.take().then(() => order.push("first")),
    slots.take().then(() => order.push("second")),
  ];
  await expect(slots.take()).rejects.toMatchObject({ status: 429, reason: "queue-full" });
  slots.release();
  slots.release();
  await Promise.all(waiting);
  expect(order).toEqual(["first", "second"]);
  slots.release();
  slots.release();
  expect(slots.free).toBe(2);
});

test("lets nobody wait for ever, and gives no slot to who has gone", async () => {
  const slots = new Slots(1, 5, 20);
  await slots.take();
  await expect(slots.take()).rejects.toMatchObject({ status: 429, reason: "queue-timeout" });
  slots.release();
  expect(slots.free).toBe(1);
});
