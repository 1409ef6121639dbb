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
  await vi.waitFor(() => expect(button?.disabled).toBe(false));
  button?.click();
  expect(onSubmit).toHaveBeenCalledOnce();
  root.unmount();
  page.remove();
});
