import { useEffect } from "react";
import { goToSignIn } from "./go-to-sign-in.ts";

export function useSignInEnd(isOver: boolean): void {
  useEffect(() => {
    if (isOver) goToSignIn();
  }, [isOver]);
}
