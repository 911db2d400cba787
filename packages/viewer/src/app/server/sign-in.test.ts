import { expect, test } from "vitest";
import { SignIn } from "./sign-in.js";

test("a token that is refused has to be entered anew", () => {
  const signIn = new SignIn();
  signIn.refuse(undefined);
  expect(signIn.request.value).toBe("This server wants a token.");
  signIn.enter("wrong");
  signIn.refuse("wrong");
  expect(signIn.request.value).toBe("The server does not know this token.");
});

test("a late answer to an older token signs nobody out", () => {
  const signIn = new SignIn();
  signIn.enter("right");
  signIn.refuse("wrong");
  signIn.refuse(undefined);
  expect(signIn.request.value).toBeUndefined();
});
