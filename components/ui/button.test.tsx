import { waitFor } from "@testing-library/react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { Button } from "./button.tsx";

it("that submits can be pressed only once the page has come to life, so that no form goes into the address", async () => {
  const onSubmit = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
  const form = (
    <form onSubmit={onSubmit}>
      <input name="password" defaultValue="secret" />
      <Button type="submit">Sign in</Button>
    </form>
  );
  const page = document.createElement("div");
  document.body.append(page);
  page.innerHTML = renderToString(form);
  const button = page.querySelector("button");
  expect(button?.disabled).toBe(true);
  const root = hydrateRoot(page, form);
  await waitFor(() => expect(button?.disabled).toBe(false));
  button?.click();
  expect(onSubmit).toHaveBeenCalledOnce();
  root.unmount();
  page.remove();
});

it("that does something can be pressed only then too, and does not look as if it never could", async () => {
  const onClick = vi.fn();
  const page = document.createElement("div");
  document.body.append(page);
  page.innerHTML = renderToString(<Button onClick={onClick}>Run the check</Button>);
  const button = page.querySelector("button");
  expect(button?.disabled).toBe(true);
  expect(button?.dataset.early).toBe("true");
  const root = hydrateRoot(page, <Button onClick={onClick}>Run the check</Button>);
  await waitFor(() => expect(button?.disabled).toBe(false));
  expect(button?.dataset.early).toBeUndefined();
  button?.click();
  expect(onClick).toHaveBeenCalledOnce();
  root.unmount();
  page.remove();
});
