export const MOST_RUNNING = 4;
export const MOST_RUNNING_A_PERSON = 2;
export const MOST_WAITING_A_PERSON = 7;
/** An interrupted job may be taken up once more. */
export const MOST_ATTEMPTS = 2;
/** What was planned and confirmed longer ago is planned anew: the data is another by then. */
export const RESUMABLE_FOR_MS = 86_400_000;
export const KEPT_MS = 30 * 86_400_000;
export const MOST_KEPT = 1_000;
