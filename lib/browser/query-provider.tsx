"use client";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { FailureError } from "./failure-error.ts";
import { goToSignIn } from "./go-to-sign-in.ts";

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(createClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function createClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: (thrown) => isSignInOver(thrown) && goToSignIn() }),
    defaultOptions: {
      queries: { retry: (failures, thrown) => failures < 1 && !isSignInOver(thrown), refetchOnWindowFocus: false },
    },
  });
}

function isSignInOver(thrown: unknown): boolean {
  return thrown instanceof FailureError && thrown.failure.code === "UNAUTHENTICATED";
}
