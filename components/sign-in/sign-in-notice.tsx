import { Info } from "lucide-react";

interface SignInNoticeProps {
  /** There was a sign-in, and it is over. */
  isEnded: boolean;
  /** The code that single sign-on came back with. */
  error: string | undefined;
}

const SENTENCES: Record<string, string> = {
  FORBIDDEN: "Your account is known, but none of its groups may use this console. Ask whoever runs it.",
  TOO_MANY_REQUESTS: "Too many attempts to sign in came from your address. Wait a few minutes.",
  STORE_UNAVAILABLE: "The console's own store does not answer, so nobody can sign in now.",
};

export function SignInNotice({ isEnded, error }: SignInNoticeProps) {
  if (!isEnded && error === undefined) return null;
  const text =
    error === undefined
      ? "Your sign-in has ended. Sign in again to go on where you were."
      : (SENTENCES[error] ?? "Single sign-on could not be completed. Try again.");
  return (
    <p role="status" className="mb-4 flex gap-2 rounded-medium bg-info-soft px-3 py-2 text-13">
      <Info aria-hidden className="mt-px size-4 shrink-0 text-info" />
      {text}
    </p>
  );
}
