import type { Marker, MarkerKind } from "../../../src/index/session-index.js";
import { type FakeOptions, fakeTarget, START } from "../../support/fake-session.js";

const STACK = "TypeError: total is undefined\n    at pay (https://shop.test/app.js:41:9)";

const LABELS: Record<MarkerKind, string> = {
  navigation: "https://shop.test/cart",
  click: "Click on button “Pay now”",
  input: "Input in “Card number”",
  console: "GET /api/total took 3 s",
  error: "TypeError: total is undefined",
  dialog: "alert: Payment failed",
  gap: "The page's process crashed.",
  custom: "checkout.started",
};

function shop(): FakeOptions {
  const crash = { from: START + 150_000, to: START + 158_000, reason: "target-crashed" };
  const targets = [
    fakeTarget("SHOP", 0, {
      label: "Checkout – Example shop",
      title: "Checkout – Example shop",
      urls: [
        { timestamp: START, url: "https://shop.test/" },
        { timestamp: START + 60_000, url: "https://shop.test/cart?step=payment" },
      ],
      gaps: [{ ...crash, targetId: "SHOP" }],
    }),
    fakeTarget("TERMS", 20_000, {
      label: "Terms of sale",
      openerId: "SHOP",
      closedAt: START + 80_000,
    }),
    fakeTarget("BANK", 110_000, { label: "bank.test/3d-secure", openerId: "SHOP" }),
  ];
  const kinds = Object.keys(LABELS) as MarkerKind[];
  const markers = Array.from({ length: 64 }, (_, index): Marker => {
    const kind = kinds[(index * 5) % kinds.length] as MarkerKind;
    return {
      id: `${index}`,
      kind,
      timestamp: START + index * 3700 + (index % 7) * 300 - (index % 20 === 3 ? 2000 : 0),
      targetId: targets[Math.floor(index / 24) % targets.length]?.targetId as string,
      label: LABELS[kind],
      ...(kind === "error" && { detail: STACK }),
    };
  }).filter(({ timestamp }) => timestamp < START + 180_000 || timestamp > START + 205_000);
  markers.sort((one, other) => one.timestamp - other.timestamp);
  const hit = {
    targetId: "SHOP",
    before: "Sorry. ",
    match: "Payment failed",
    after: ". Try again",
  };
  const hits = [{ ...hit, timestamp: START + 151_000 }];
  return { state: "partial", durationMs: 240_000, targets, markers, hits };
}

function many(): FakeOptions {
  const targets = Array.from({ length: 5000 }, (_, index) =>
    fakeTarget(`T${index + 1}`, index * 1000, { closedAt: START + index * 1000 + 60_000 }),
  );
  const kinds = Object.keys(LABELS) as MarkerKind[];
  const markers = Array.from({ length: 20_000 }, (_, index): Marker => {
    const kind = kinds[index % kinds.length] as MarkerKind;
    const targetId = targets[index % 5000]?.targetId as string;
    return { id: `${index}`, kind, timestamp: START + index * 300, targetId, label: LABELS[kind] };
  });
  return { state: "final", durationMs: 7_200_000, targets, markers, hits: [] };
}

/** By the name in the page's address. */
export const SCENARIOS = {
  shop,
  many,
  live: (): FakeOptions => ({ ...shop(), state: "recording" }),
  empty: (): FakeOptions => ({
    ...shop(),
    state: "final",
    durationMs: 0,
    targets: [],
    markers: [],
  }),
};
