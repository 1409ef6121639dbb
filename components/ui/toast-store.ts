import type { State } from "./state.tsx";

export interface Toast {
  id: number;
  text: string;
  state: State;
}

const STAYS_MS = 6000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

export function showToast(text: string, state: State = "ok"): void {
  lastId += 1;
  const id = lastId;
  set([...toasts, { id, text, state }].slice(-3));
  setTimeout(() => dismissToast(id), STAYS_MS);
}

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
