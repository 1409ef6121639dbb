/** Ids are text, times are milliseconds since the epoch, JSON is text: the same on SQLite and PostgreSQL. */
export interface Tables {
  sign_in: SignInRow;
  throttle: ThrottleRow;
  audit: AuditRow;
  audit_head: AuditHeadRow;
  console_process: ConsoleProcessRow;
  metric_sample: MetricSampleRow;
  revocation: RevocationRow;
  revoked_session: RevokedSessionRow;
  timeline_event: TimelineEventRow;
  timeline_turn: TimelineTurnRow;
  failover_story: FailoverStoryRow;
  job: JobRow;
  failover_run: FailoverRunRow;
  announced_state: AnnouncedStateRow;
  notification: NotificationRow;
  pubsub_sample: PubsubSampleRow;
  undo: UndoRow;
  kept_values: KeptValuesRow;
  hold: HoldRow;
  job_output: JobOutputRow;
}

export interface SignInRow {
  id: string;
  user_id: string;
  name: string;
  provider: string;
  role: string;
  address: string;
  created_at: number;
  last_seen_at: number;
  authenticated_at: number;
  ended_at: number | null;
  ended_why: string | null;
}

/** One bucket an account or an address. */
export interface ThrottleRow {
  key: string;
  failures: number;
  tokens: number;
  window_started_at: number;
  locked_until: number;
  lock_count: number;
  updated_at: number;
}

export interface AuditRow {
  seq: number;
  at: number;
  /** Which console process wrote it. */
  process_id: string;
  request_id: string;
  phase: string;
  operation: string;
  user_id: string;
  user_name: string;
  role: string;
  address: string;
  deployment: string | null;
  target: string | null;
  target_tag: string | null;
  reason: string | null;
  count: number | null;
  error_code: string | null;
  previous_hash: string;
  hash: string;
}

/** One row, number 1: the end of the chain, authenticated with the console's secret. */
export interface AuditHeadRow {
  id: number;
  seq: number;
  hash: string;
  mac: string;
}

/** Says which started lines may still get their outcome. */
export interface ConsoleProcessRow {
  id: string;
  host: string;
  pid: number;
  seen_at: number;
}

export interface MetricSampleRow {
  deployment: string;
  instance: string;
  metric: string;
  /** Start of the interval. */
  at: number;
  value: number;
}

/** One act of revoking: who, whom, why, how many. */
export interface RevocationRow {
  id: string;
  at: number;
  deployment: string;
  user_id: string;
  user_name: string;
  role: string;
  /** Whose sessions, as shown to people. */
  subject: string;
  subject_tag: string;
  reason: string;
  planned: number;
  deleted: number;
  already_gone: number;
  kept: number;
  replicas_confirmed: number;
  replicas_total: number;
  state: string;
  checked_at: number | null;
  came_back: number;
  /** Sessions of the subject that were left when it was last verified. */
  left_over: number | null;
  /** Whose sessions, sealed: what verification looks for. */
  sealed_users: string;
  is_authoritative: number;
  /** Of a whole group of people, by what their sessions have in common. */
  is_cohort: number;
}

export interface RevokedSessionRow {
  revocation_id: string;
  keyspace: string;
  /** The key, sealed: only the server can read it, to look whether it is still gone. */
  sealed_key: string;
  key_tag: string;
  outcome: string;
}

/** A deletion that can be undone for a few minutes. */
export interface UndoRow {
  id: string;
  deployment: string;
  keyspace: string;
  db: number;
  user_id: string;
  /** keeping, kept, used or given-up. */
  state: string;
  keys: number;
  bytes: number;
  created_at: number;
  until: number;
}

/** Some of its keys with their values, sealed: they may hold personal data. */
export interface KeptValuesRow {
  undo_id: string;
  nth: number;
  sealed: string;
}

export interface TimelineEventRow {
  id: string;
  deployment: string;
  at: number;
  kind: string;
  severity: string;
  instance: string | null;
  title: string;
  detail: string | null;
  /** What may change, and what it changed to: two processes that saw the same store it once. */
  subject: string;
  mark: string;
  /** What a sentinel said, as JSON; null where no sentinel said it. */
  heard: string | null;
}

/** One row a deployment: who writes events of it locks the row first. */
export interface TimelineTurnRow {
  deployment: string;
  at: number;
}

export interface FailoverStoryRow {
  /** Of the event it is recognised by. */
  id: string;
  deployment: string;
  began_at: number;
  /** JSON; it outlives the events it is made of. */
  story: string;
}

/** A piece of long work: whoever holds the lease runs it. */
export interface JobRow {
  id: string;
  deployment: string;
  kind: string;
  title: string;
  user_id: string;
  user_name: string;
  role: string;
  sealed_input: string;
  state: string;
  fraction: number;
  counts: string | null;
  checkpoint: string | null;
  /** What it is at, as JSON, for work whose steps people watch. */
  detail: string | null;
  result: string | null;
  error_code: string | null;
  error_message: string | null;
  attempts: number;
  is_cancel_asked: number;
  is_pause_asked: number;
  lease_owner: string | null;
  lease_until: number | null;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
}

/** A failover that this console carried out, and what it measured. */
export interface FailoverRunRow {
  /** Of the job. */
  id: string;
  deployment: string;
  at: number;
  /** safe, native or drill. */
  mode: string;
  user_name: string;
  /** JSON. */
  report: string;
}

/** What was told last of one check; a check without a row was never told of, so counts as ok. */
export interface AnnouncedStateRow {
  deployment: string;
  check_id: string;
  /** Empty for the deployment as a whole. */
  instance: string;
  state: string;
  /** When it changed lately: JSON, a list of times. */
  changes: string;
  is_flapping: number;
  /** Grows by one with each change; who changes it names the one it has read. */
  version: number;
  changed_at: number;
}

/** One message to one target, until it is delivered or given up, and some time after. */
export interface NotificationRow {
  id: string;
  target: string;
  at: number;
  /** JSON, without any secret. */
  notice: string;
  /** waiting, delivered, given-up or dropped. */
  state: string;
  attempts: number;
  next_at: number;
  /** Until then one console process is sending it. */
  claimed_until: number;
  tried_at: number | null;
  /** Of the last attempt; null once it is delivered. */
  error: string | null;
}

/** A test message that somebody saved for all. */
export interface PubsubSampleRow {
  id: string;
  deployment: string;
  /** The channel's bytes, base64url. */
  channel: string;
  label: string;
  /** JSON: what a person typed, without secrets. */
  body: string;
  user_name: string;
  saved_at: number;
}

/** Who alone works on an instance, or on a whole deployment, for as long as it is renewed. */
export interface HoldRow {
  deployment: string;
  subject: string;
  holder: string;
  user_name: string;
  what: string;
  since: number;
  held_until: number;
}

/** What a job says while it runs, line by line; it goes with its job. */
export interface JobOutputRow {
  job_id: string;
  nth: number;
  at: number;
  line: string;
}
